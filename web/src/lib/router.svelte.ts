/** Addresses of pages, by the history API: the back button works, and nothing personal stands in an address. */
let path = $state(location.pathname);

addEventListener('popstate', () => {
  path = location.pathname;
});

/** The path shown now. */
export function route(): string {
  return path;
}

/** Goes to a page; `replace` leaves no step back to the one before. */
export function go(to: string, { replace = false } = {}): void {
  if (to !== location.pathname + location.search) history[replace ? 'replaceState' : 'pushState'](null, '', to);
  path = location.pathname;
  scrollTo(0, 0);
}

/** On a link's click: stays in the page, unless a new tab or window was asked for. */
export function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest('a');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.origin !== location.origin || link.hash || event.defaultPrevented) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
