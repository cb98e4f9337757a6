// A decision takes the buttons of its row away, and with them the focus: it goes to the row, not to the page's beginning.

import { tick as drawn } from 'svelte';

/** To be called before the row is drawn anew. */
export function keepFocus(row: HTMLElement | undefined): void {
  const had = document.activeElement;
  if (!row || !had || had === row || !row.contains(had)) return;
  void drawn().then(() => {
    if (!had.isConnected) row.focus();
  });
}
