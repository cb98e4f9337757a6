import { describe, expect, it } from 'vitest';
import { nextLook } from './motion';
import { row } from './rows.fixture';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');

describe('looking again', () => {
  it('does not happen while nothing moves', () => {
    expect(nextLook([row(), row({ review: 'approved', account: 'created', mail: { state: 'sent', at: null } })], NOON)).toBeUndefined();
  });

  it('waits until a decision can no longer be undone', () => {
    const creating = row({ account: 'creating', undo_until: '2026-11-24T12:10:00+08:00' });
    expect(nextLook([creating], NOON)).toBe(602_000);
  });

  it('comes every few seconds while an account is being made', () => {
    expect(nextLook([row({ account: 'creating', undo_until: '2026-11-24T11:59:56+08:00' })], NOON)).toBe(3_000);
  });

  it('grows rarer, but never rarer than half a minute', () => {
    expect(nextLook([row({ account: 'creating', undo_until: '2026-11-24T09:00:00+08:00' })], NOON)).toBe(30_000);
  });

  it('goes by what moves first', () => {
    const later = row({ account: 'creating', undo_until: '2026-11-24T12:10:00+08:00' });
    const queued = row({ mail: { state: 'queued', at: '2026-11-24T12:00:00+08:00' } });
    expect(nextLook([later, queued], NOON)).toBe(2_000);
  });
});
