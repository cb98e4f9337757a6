// Thirty minutes without anybody end the sign-in of this tab, also when the tab or the machine slept meanwhile.

import { Idle } from '../lib/idle.svelte';
import { route } from '../lib/router.svelte';

const LIFE = 30 * 60;
const SEEN = 'staff.seen';
const LEFT = 'staff.left';

/** `ended` signs out; it is called at most once a sign-in. */
export function watch(ended: () => void): Idle {
  const extend = () => {
    sessionStorage.setItem(SEEN, String(Date.now()));
    return Promise.resolve(LIFE);
  };
  return new Idle({
    extend,
    ended: () => {
      sessionStorage.setItem(LEFT, route());
      ended();
    },
    full: LIFE,
    every: 15,
  });
}

/** Begins to watch; answers false if it is too late for that. */
export function begin(idle: Idle): boolean {
  const seen = Number(sessionStorage.getItem(SEEN)) || Date.now();
  if (Date.now() - seen >= LIFE * 1000) return false;
  sessionStorage.setItem(SEEN, String(Date.now()));
  idle.begin(LIFE);
  return true;
}

/** Where somebody was whose sign-in ended by itself. */
export const whereLeft = (): string | undefined => sessionStorage.getItem(LEFT) ?? undefined;

/** Somebody signs in, or out by hand: what was before is over. */
export function forget(): void {
  sessionStorage.removeItem(SEEN);
  sessionStorage.removeItem(LEFT);
}
