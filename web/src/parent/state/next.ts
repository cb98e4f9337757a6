/** The one thing to do next, by the state of the case. */
import type { CaseView } from './case.svelte';

export type Next = { page: string; key: 'confirm' | 'apply' | 'applicants' | 'send' | 'correct' | 'wait' | 'done' | 'declined' | 'closed' };

export function next(view: CaseView): Next {
  const { application, guardian_accounts, student_data } = view.tiles;
  if (application === 'returned') return { page: '/send', key: 'correct' };
  if (application === 'done') return { page: '/send', key: 'done' };
  if (guardian_accounts === 'declined') return { page: '/apply', key: 'declined' };
  if (application === 'sent') return { page: '/send', key: 'wait' };
  if (view.campaign.state !== 'open') return { page: '/send', key: 'closed' };
  if (student_data !== 'confirmed') return { page: '/confirm', key: 'confirm' };
  if (view.consent.state !== 'agreed') return { page: '/apply', key: 'apply' };
  return guardian_accounts === 'set' ? { page: '/send', key: 'send' } : { page: '/apply/who', key: 'applicants' };
}

/** Which of the five steps of the slides one stands at, counted from 0. */
export function step(view: CaseView): number {
  const { key } = next(view);
  if (key === 'confirm') return 1;
  if (key === 'wait' || key === 'correct') return 3;
  return key === 'done' ? 4 : 2;
}
