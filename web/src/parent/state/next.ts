/** The one thing to do next, by the state of the case. */
import type { CaseView } from './case.svelte';

export type Next = { page: string; key: 'confirm' | 'apply' | 'applicants' | 'send' | 'correct' | 'wait' | 'making' | 'failed' | 'done' | 'declined' | 'closed' };

export function next(view: CaseView): Next {
  const { application, guardian_accounts, student_data } = view.tiles;
  if (application === 'returned') return { page: '/send', key: 'correct' };
  if (application === 'done') return { page: '/send', key: accounts(view) };
  if (guardian_accounts === 'declined') return { page: '/apply', key: 'declined' };
  if (application === 'sent') return { page: '/send', key: 'wait' };
  if (view.campaign.state !== 'open') return { page: '/send', key: 'closed' };
  if (student_data !== 'confirmed') return { page: '/confirm', key: 'confirm' };
  if (view.consent.state !== 'agreed') return { page: '/apply', key: 'apply' };
  return guardian_accounts === 'set' ? { page: '/send', key: 'send' } : { page: '/apply/who', key: 'applicants' };
}

/** How far the accounts of all who were approved have come. */
export function accounts(view: CaseView): 'making' | 'failed' | 'done' {
  const states = view.applicants.map((one) => one.account.state);
  if (states.includes('failed')) return 'failed';
  return states.every((state) => state === 'created' || state === 'linked') ? 'done' : 'making';
}

/** Whether everybody has an account: nothing is left to do. */
export const finished = (view: CaseView): boolean => next(view).key === 'done';

/** Which of the five steps of the slides one stands at, counted from 0. */
export function step(view: CaseView): number {
  const { key } = next(view);
  if (key === 'confirm') return 1;
  if (['wait', 'correct', 'making', 'failed'].includes(key)) return 3;
  return key === 'done' ? 4 : 2;
}
