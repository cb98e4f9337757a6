// When to look again: every few seconds while an account or a mail is under way, not at all otherwise.

import type { Row } from '../api';

const FIRST = 2_000;
const SLOWEST = 30_000;

/** Whether something about this row is still going to change by itself. */
export function moves(row: Row): boolean {
  return row.account === 'creating' || row.account === 'revoking' || row.mail.state === 'queued';
}

/**
 * Milliseconds until the next look, or none when nothing moves. Accounts and mails wait until a decision can no longer
 * be undone, so nothing is asked before that; afterwards the looks grow rarer the longer nothing comes.
 */
export function nextLook(rows: readonly Row[], now: number): number | undefined {
  const waits = rows.filter(moves).map((row) => {
    const since = Date.parse(row.undo_until ?? row.mail.at ?? '') || now;
    return since > now ? since - now + FIRST : Math.min(SLOWEST, FIRST + (now - since) / 4);
  });
  return waits.length ? Math.max(FIRST, Math.min(...waits)) : undefined;
}
