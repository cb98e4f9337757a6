/** Writes of a family: an expired session is asked for and the write repeated, a version that moved is explained. */
import { done } from '../../lib/api/client';
import { Problem } from '../../lib/api/problem';
import type { Schemas } from '../../lib/api/client';
import { adopt, load, theCase, type CaseView } from './case.svelte';
import { askAgain } from './session.svelte';

type Write = () => Promise<{ data?: CaseView; error?: Schemas['ProblemView']; response: Response }>;

/** What changed meanwhile, for the dialog: the case before and now. */
export type Conflict = { before: CaseView; now: CaseView };
let conflict = $state.raw<Conflict | undefined>();

export function theConflict(): Conflict | undefined {
  return conflict;
}

export function conflictSeen(): void {
  conflict = undefined;
}

/** Does a write and takes its answer in. A `Problem` is thrown when it was refused; `stale` after the dialog was filled. */
export async function write(request: Write): Promise<CaseView> {
  try {
    return adopt(await done(request()));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 401 && (await askAgain())) return adopt(await done(request()));
    if (problem.status === 412) await explain();
    throw problem;
  }
}

async function explain(): Promise<void> {
  const before = theCase();
  const now = await load();
  if (before) conflict = { before, now };
}
