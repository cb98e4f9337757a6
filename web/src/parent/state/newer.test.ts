import { expect, it } from 'vitest';
import type { CaseView } from './case.svelte';
import { replaces } from './newer';

const view = (form: string, version: number, saved_at?: string): CaseView => ({ form, version, drafts: { saved_at } }) as unknown as CaseView;

it('a newer version replaces an older one, never the other way', () => {
  expect([replaces(view('a', 3), view('a', 2)), replaces(view('a', 2), view('a', 3))]).toEqual([true, false]);
  expect(replaces(view('a', 3), view('a', 2, '2026-11-27T10:00:00+08:00')), 'what was saved is done with').toBe(true);
});

it('an answer from before the latest draft does not take it away', () => {
  const saved = view('a', 2, '2026-11-27T10:00:05+08:00');
  expect([replaces(view('a', 2), saved), replaces(view('a', 2, '2026-11-27T10:00:04+08:00'), saved)]).toEqual([false, false]);
  expect([replaces(saved, view('a', 2)), replaces(saved, saved), replaces(view('a', 2), view('a', 2))]).toEqual([true, true, true]);
});

it('another family replaces whatever is known', () => {
  expect(replaces(view('b', 1), view('a', 9, '2026-11-27T10:00:00+08:00'))).toBe(true);
});
