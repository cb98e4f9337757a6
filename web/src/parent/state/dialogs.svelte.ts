/** The dialogs that may come up over a family's pages: fetched with the first of these, there from then on. */
import type { Component } from 'svelte';

let dialogs = $state.raw<Component>();

/** What a page asks of them. */
export const asked = $state({ signOut: false });

export function theDialogs(): Component | undefined {
  return dialogs;
}

export async function fetchDialogs(): Promise<void> {
  dialogs ??= (await import('../parts/Dialogs.svelte')).default;
}
