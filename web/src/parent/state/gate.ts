/** Where somebody has to go instead of an applicants' page: it is over, no consent yet, or what was sent is under review. */
import { applying } from './applying.svelte';
import { theCase } from './case.svelte';

export function elsewhere({ needsArrangement = false } = {}): string | undefined {
  const view = theCase();
  if (view && view.campaign.state !== 'open' && !view.correct_until) return '/send';
  if (view?.consent.state !== 'agreed') return '/apply';
  if (view.applicants.some((one) => one.review.state === 'pending')) return '/send';
  return needsArrangement && applying().arrangement === '' ? '/apply/who' : undefined;
}
