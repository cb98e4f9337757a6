/**
 * A sign-out that could not reach the server, for want of a network: it is remembered on this device and made up for, before
 * anything else is asked for, as soon as the server answers.
 */
import { done } from '../../lib/api/client';
import { Problem } from '../../lib/api/problem';
import { api } from './case.svelte';

const DUE = 'sign-out';

/** Signs out; answers whether the server was told. */
export async function leave(everywhere: boolean): Promise<boolean> {
  if (everywhere || !localStorage.getItem(DUE)) localStorage.setItem(DUE, everywhere ? 'everywhere' : 'here');
  return makeUp();
}

let telling: Promise<boolean> | undefined;

/**
 * Does what is due; answers whether nothing is due any more. Whoever signs in waits for it: an answer that came later would
 * take the new session's cookie away.
 */
function makeUp(): Promise<boolean> {
  return (telling ??= tell().finally(() => (telling = undefined)));
}

async function tell(): Promise<boolean> {
  const due = localStorage.getItem(DUE);
  if (!due) return true;
  try {
    await done(api.DELETE('/api/session', { params: { query: due === 'everywhere' ? { all: true } : {} } }));
  } catch {
    return false;
  }
  if (localStorage.getItem(DUE) !== due) return tell();
  localStorage.removeItem(DUE);
  return true;
}

/** The same before something that must not come first: without a network it throws. */
export async function madeUp(): Promise<void> {
  if (!(await makeUp())) throw new Problem(0, Problem.offline);
}

/** A family that signs in anew is not signed out by what an earlier one left undone. */
export function stay(): void {
  localStorage.removeItem(DUE);
}

addEventListener('online', () => void makeUp());

void makeUp();
