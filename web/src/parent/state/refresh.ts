/** Looks again when somebody comes back to the page: decisions are made elsewhere. */
import { load } from './case.svelte';

export function refreshOnReturn(): () => void {
  const look = (): void => {
    if (document.visibilityState === 'visible') load().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    removeEventListener('focus', look);
  };
}
