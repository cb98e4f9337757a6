/** What the first page does not need at once: a component, with the words of all pages. */
import { startAll } from '../../lib/i18n';
import type HandoverCard from '../parts/HandoverCard.svelte';

export async function later<T>(fetch: () => Promise<{ default: T }>): Promise<T> {
  return (await Promise.all([fetch(), startAll()]))[0].default;
}

export const formPicture = () => later(() => import('../parts/FormPicture.svelte'));

let card: typeof HandoverCard | undefined;

/** Fetched before the page stands, which it would push down. */
export async function fetchHandoverCard(): Promise<void> {
  card = await later(() => import('../parts/HandoverCard.svelte'));
}

export function handoverCard(): typeof HandoverCard | undefined {
  return card;
}
