// A clock for the eye: whatever reads it is drawn again once a second, and nothing runs while nobody does.

import { createSubscriber } from 'svelte/reactivity';

const everySecond = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});

/** The time by this clock, each second anew. */
export function ticking(now: () => number): number {
  everySecond();
  return now();
}
