import { describe, expect, it } from 'vitest';
import type { CaseView } from './case.svelte';
import { finished, next, step } from './next';

/** A case whose applicants were all approved, with accounts in these states. */
const approved = (...states: string[]): CaseView =>
  ({
    tiles: { application: 'done', guardian_accounts: 'set', student_data: 'confirmed' },
    applicants: states.map((state) => ({ account: { state } })),
  }) as unknown as CaseView;

describe('after the approval', () => {
  it('nothing is done before every account is there', () => {
    for (const states of [['creating'], ['created', 'creating'], ['created', 'failed']]) {
      expect([finished(approved(...states)), step(approved(...states))], states.join()).toEqual([false, 3]);
    }
    expect([finished(approved('created', 'linked')), step(approved('created', 'linked'))]).toEqual([true, 4]);
  });

  it('a failed account is told before one that is being made', () => {
    expect(next(approved('creating', 'failed')).key).toBe('failed');
    expect(next(approved('creating', 'created')).key).toBe('making');
  });
});
