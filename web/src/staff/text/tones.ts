// The look of states; the words always stand beside it.

import type { ComponentProps } from 'svelte';
import type StatusTag from '../../lib/ui/StatusTag.svelte';

type Tone = ComponentProps<typeof StatusTag>['tone'];

export const REVIEW_TONE: Record<string, Tone> = { pending: 'warn', approved: 'good', rejected: 'bad' };

export const ACCOUNT_TONE: Record<string, Tone> = {
  creating: 'busy',
  created: 'good',
  linked: 'good',
  failed: 'bad',
  revoking: 'busy',
  revoked: 'quiet',
};

export const ANSWER_TONE: Record<string, Tone> = {
  not_started: 'quiet',
  draft: 'quiet',
  confirmed: 'quiet',
  declined: 'quiet',
  sent: 'warn',
  returned: 'bad',
  done: 'good',
};
