import type { CaseView } from './case.svelte';

/**
 * Whether a view may take the place of the one that is known. A draft moves no version, so an answer that was read before the
 * latest draft was saved, and came after it, is known by its time.
 */
export function replaces(next: CaseView, known: CaseView): boolean {
  if (next.form !== known.form) return true;
  if (next.version !== known.version) return next.version > known.version;
  return Date.parse(next.drafts.saved_at ?? '') >= Date.parse(known.drafts.saved_at ?? '') || !known.drafts.saved_at;
}
