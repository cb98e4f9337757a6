/**
 * Who is signed in. When a session ends in the middle of something, sign-in comes up in a dialog, and what was being
 * done goes on after it; what was typed and the field with the focus stay where they are.
 */
import { done, type Schemas } from '../../lib/api/client';
import { remember } from '../../lib/i18n';
import { Idle } from '../../lib/idle.svelte';
import { go } from '../../lib/router.svelte';
import { api, forget, load, theCase } from './case.svelte';
import { leave, stay } from './leaving';
import { dropAll, dropOthers } from './typed';

type SessionView = Schemas['SessionView'];

/** Remembered in this tab, so that a dialog need not ask again. */
export const last = $state({ school: '', account: '' });

let asking = $state(false);
let over = false;
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

/** Fifteen minutes without anybody: the server ends the session by itself, and says so in these words. */
export const idle = new Idle({ extend, ended, full: 15 * 60, every: 3 * 60, shared: 'session' });

async function extend(): Promise<number> {
  return (await done(api.POST('/api/session/extension'))).idle_seconds;
}

function ended(): void {
  over = true;
  void askAgain();
}

/** The page was opened while a session lives: how long it still does is told by going on with it. */
export function arrived(): void {
  extend().then((seconds) => idle.begin(seconds), () => undefined);
}

/** After signing in: the case is fetched, and what waited goes on if it is still the same family. */
export async function signedIn({ idle_seconds }: SessionView): Promise<void> {
  stay();
  over = false;
  idle.begin(idle_seconds);
  const before = theCase()?.form;
  const now = (await load()).form;
  const same = before === now;
  dropOthers(now);
  answer(same);
  if (!same) go('/portal', { replace: true });
}

/** The dialog was closed without signing in. Where nobody was there, nobody knows who closed it: what was typed is kept and not shown. */
export function gaveUp(): void {
  answer(false);
  if (!over) return;
  over = false;
  forget();
  go('/', { replace: true });
}

function answer(same: boolean): void {
  asking = false;
  goOn?.(same);
  goOn = undefined;
}

/** Signs out; this device is left clean even without a network. Answers whether the server knows. */
export async function signOut(everywhere: boolean): Promise<boolean> {
  idle.stop();
  dropAll();
  forget();
  last.account = '';
  go('/', { replace: true });
  const told = await leave(everywhere);
  remember();
  return told;
}
