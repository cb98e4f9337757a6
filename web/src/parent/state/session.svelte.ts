/**
 * Who is signed in. When a session ends in the middle of something, sign-in comes up in a dialog, and what was being
 * done goes on after it; what was typed and the field with the focus stay where they are.
 */
import { done } from '../../lib/api/client';
import { go } from '../../lib/router.svelte';
import { api, forget, load, theCase } from './case.svelte';
import { dropAll } from './typed';

/** Remembered in this tab, so that a dialog need not ask again. */
export const last = $state({ school: '', account: '' });

let asking = $state(false);
let goOn: ((signedIn: boolean) => void) | undefined;

export function isAsking(): boolean {
  return asking;
}

/** Shows the dialog; answers whether the same family signed in. */
export function askAgain(): Promise<boolean> {
  const view = theCase();
  if (view) Object.assign(last, { school: view.school.id, account: `P${view.student.number}` });
  asking = true;
  return new Promise((resolve) => {
    const before = goOn;
    goOn = (signedIn) => {
      before?.(signedIn);
      resolve(signedIn);
    };
  });
}

/** After signing in: the case is fetched, and what waited goes on if it is still the same family. */
export async function signedIn(): Promise<void> {
  const before = theCase()?.form;
  const now = (await load()).form;
  const same = before === now;
  if (before && !same) dropAll();
  answer(same);
  if (!same) go('/portal', { replace: true });
}

/** The dialog was closed without signing in. */
export function gaveUp(): void {
  answer(false);
}

function answer(same: boolean): void {
  asking = false;
  goOn?.(same);
  goOn = undefined;
}

export async function signOut(everywhere: boolean): Promise<void> {
  dropAll(); // first: this device is left clean even without a network
  await done(api.DELETE('/api/session', { params: { query: everywhere ? { all: true } : {} } }));
  forget();
  last.account = '';
  go('/', { replace: true });
}
