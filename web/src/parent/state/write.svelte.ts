/** Writes of a family: an expired session is asked for and the write repeated, a version that moved is explained. */
import type { Answer } from '../../lib/api/client';
import { Problem } from '../../lib/api/problem';
import { adopt, load, theCase, type CaseView } from './case.svelte';
import { askAgain } from './session.svelte';

type Write = () => Promise<Answer<CaseView>>;

/** What changed meanwhile, for the dialog: the case before and now. */
export type Conflict = { before: CaseView; now: CaseView };
let conflict = $state.raw<Conflict | undefined>();

export function theConflict(): Conflict | undefined {
  return conflict;
}

export function conflictSeen(): void {
  conflict = undefined;
}

/** One write at a time: an answer that overtakes another of this tab would look like somebody else's. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn(run: () => Promise<CaseView>): Promise<CaseView> {
  const mine = turn.then(run);
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * Does a write and takes its answer in. A `Problem` is thrown when it was refused; `stale` after the dialog was filled.
 * A version that the parent has not seen is never taken in without a word: the next write would overwrite what it holds.
 */
export function write(request: Write): Promise<CaseView> {
  return inTurn(() => once(request));
}

/** A draft is taken whatever the version, and moves none: if it has moved, somebody else wrote meanwhile. */
export function writeDraft(request: Write): Promise<CaseView> {
  return inTurn(async () => {
    const before = theCase();
    const now = await once(request);
    tell(before, now);
    return now;
  });
}

async function once(request: Write): Promise<CaseView> {
  const before = theCase();
  try {
    return await adopt(request());
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 401 && problem.code !== Problem.left && (await askAgain())) {
      if (tell(before, theCase())) throw new Problem(412, 'stale');
      return await adopt(request());
    }
    if (problem.status === 412) tell(before, await load());
    throw problem;
  }
}

/** Fills the dialog if the version has moved; answers whether it has. */
function tell(before: CaseView | undefined, now: CaseView | undefined): boolean {
  if (!before || !now || before.form !== now.form || now.version <= before.version) return false;
  conflict = { before, now };
  return true;
}
