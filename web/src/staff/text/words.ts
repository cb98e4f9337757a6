// The API's states in words. Every message is named in full, so that a missing or unused one is found by a test.

import { t, type MessageKey } from '../../lib/i18n';
import type { Row } from '../api';

type Words = Record<string, MessageKey>;

const RELATIONSHIP: Words = {
  father: 'relationship.father',
  mother: 'relationship.mother',
  guardian: 'relationship.guardian',
};
const ARRANGEMENT: Words = {
  one_parent: 'staff.arrangement.one_parent',
  both_parents: 'staff.arrangement.both_parents',
  other_guardian: 'staff.arrangement.other_guardian',
};
const REVIEW: Words = {
  pending: 'review.pending',
  approved: 'review.approved',
  rejected: 'review.rejected',
};
const ACCOUNT: Words = {
  none: 'account.none',
  creating: 'account.creating',
  created: 'account.created',
  linked: 'account.linked',
  failed: 'account.failed',
  revoking: 'account.revoking',
  revoked: 'account.revoked',
};
const FAILURE: Words = {
  identity_conflict: 'staff.account.identity_conflict',
  refused: 'staff.account.refused',
};
const MAIL: Words = {
  none: 'staff.mail.none',
  queued: 'staff.mail.queued',
  sent: 'staff.mail.sent',
  bounced: 'staff.mail.bounced',
  no_address: 'staff.mail.no_address',
  superseded: 'staff.mail.superseded',
};
const KIND: Words = {
  received: 'staff.mail.kind.received',
  approved: 'staff.mail.kind.approved',
  linked: 'staff.mail.kind.linked',
  rejected: 'staff.mail.kind.rejected',
  email_changed: 'staff.mail.kind.email_changed',
};
const ANSWER: Words = {
  not_started: 'staff.answer.not_started',
  draft: 'staff.answer.draft',
  confirmed: 'staff.answer.confirmed',
  declined: 'staff.answer.declined',
  sent: 'staff.answer.sent',
  returned: 'staff.answer.returned',
  done: 'staff.answer.done',
};
const GROUP: Words = {
  everyone: 'staff.group.everyone',
  both: 'staff.group.both',
  online: 'staff.group.online',
  paper: 'staff.group.paper',
  none: 'staff.group.none',
  declined: 'staff.answer.declined',
  reported: 'staff.group.reported',
};
const REASON: Words = {
  no_signature: 'reason.no_signature',
  name_differs: 'reason.name_differs',
  id_differs: 'reason.id_differs',
  relationship_differs: 'reason.relationship_differs',
  proof_missing: 'reason.proof_missing',
  not_known: 'reason.not_known',
  ask_school: 'reason.ask_school',
  other: 'reason.other',
};
const REFUSAL: Words = {
  'already-decided': 'staff.refusal.already_decided',
  'ask-school': 'staff.refusal.ask_school',
  'campaign-closed': 'staff.refusal.campaign_closed',
  'not-found': 'problem.not-found',
  'not-in-batch': 'staff.refusal.not_in_batch',
  'not-pending': 'staff.refusal.not_pending',
  'not-staff': 'staff.refusal.not_staff',
  'nothing-to-resend': 'staff.refusal.nothing_to_resend',
  'nothing-to-retry': 'staff.refusal.nothing_to_retry',
  offline: 'problem.offline',
  'paper-unchecked': 'staff.refusal.paper_unchecked',
  'proof-unchecked': 'staff.refusal.proof_unchecked',
  'session-expired': 'problem.session-expired',
  stale: 'problem.stale',
  'try-again': 'problem.try-again',
  'undo-expired': 'staff.refusal.undo_expired',
};

/** The reasons for a rejection, in the order of the chips. */
export const REASONS = Object.keys(REASON);

const say = (words: Words, value: string | null | undefined): string => {
  const key = value ? words[value] : undefined;
  return key ? t(key) : '';
};

export const reviewText = (state: string): string => say(REVIEW, state);
export const accountText = (state: string): string => say(ACCOUNT, state);
export const failureText = (cause: string | null | undefined): string => say(FAILURE, cause);
export const mailText = (state: string): string => say(MAIL, state);
export const mailKindText = (kind: string): string => say(KIND, kind);
export const answerText = (state: string): string => say(ANSWER, state);
export const groupText = (group: string): string => say(GROUP, group);
export const arrangementText = (arrangement: string | null | undefined): string => say(ARRANGEMENT, arrangement);
export const reasonText = (code: string | null | undefined): string => say(REASON, code);
/** What to do about a refusal, by its stable code. */
export const refusalText = (code: string): string => say(REFUSAL, code) || t('problem.unknown');

/** 爸爸, 媽媽, or 監護人 with what kind. */
export function relationshipText(row: Pick<Row, 'relationship'> & Partial<Row>): string {
  const word = say(RELATIONSHIP, row.relationship);
  return row.relationship_detail ? `${word}（${row.relationship_detail}）` : word;
}
