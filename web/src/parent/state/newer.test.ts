import { expect, it } from 'vitest';
import type { CaseView } from './case.svelte';
import { replaces } from './newer';

const view = (form: string, version: number): CaseView => ({ form, version }) as unknown as CaseView;

it('a newer version replaces an older one, never the other way', () => {
  for (const overtaken of [true, false]) {
    expect([replaces(view('a', 3), view('a', 2), overtaken), replaces(view('a', 2), view('a', 3), overtaken)]).toEqual([true, false]);
  }
});

it('of one version the last answer counts, but for a look that another answer overtook', () => {
  expect([replaces(view('a', 2), view('a', 2), false), replaces(view('a', 2), view('a', 2), true)]).toEqual([true, false]);
});

it('another family replaces whatever is known', () => {
  expect(replaces(view('b', 1), view('a', 9), true)).toBe(true);
});
