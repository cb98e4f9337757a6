// What was being done when the sign-in ran out: kept in this tab on the way to the sign-in page and back, for the same person.

import type { Kept } from './view.svelte';

const KEY = 'staff.keepsake';

interface Keepsake {
  who: string;
  cls: string;
  kept: Kept;
}

/** Keeps it. */
export function keep(keepsake: Keepsake): void {
  sessionStorage.setItem(KEY, JSON.stringify(keepsake));
}

/** Gives it back once, to whom it belongs, in the class it belongs to. */
export function takeBack(who: string | undefined, cls: string): Kept | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!text) return undefined;
  const keepsake = JSON.parse(text) as Keepsake;
  return keepsake.who === who && keepsake.cls === cls ? keepsake.kept : undefined;
}
