import type { CaseView } from './case.svelte';

/**
 * Whether a view may take the place of the one that is known. A draft moves no version: a look at the case that was `overtaken`
 * by an answer to something else may have been read before that, and come after it.
 */
export function replaces(next: CaseView, known: CaseView, overtaken: boolean): boolean {
  if (next.form !== known.form) return true;
  if (next.version !== known.version) return next.version > known.version;
  return !overtaken;
}
