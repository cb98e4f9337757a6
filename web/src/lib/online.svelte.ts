/** Whether the device says that it has a network. */
let online = $state(navigator.onLine);

addEventListener('online', () => (online = true));
addEventListener('offline', () => (online = false));

export function isOnline(): boolean {
  return online;
}
