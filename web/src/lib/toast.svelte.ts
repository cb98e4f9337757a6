/** Short news at the lower edge, told politely to screen readers. One at a time. */
export type News = { text: string; action?: { label: string; run: () => void } };

let news = $state.raw<News | undefined>();
let timer: ReturnType<typeof setTimeout> | undefined;

export function shown(): News | undefined {
  return news;
}

/** Shows news; without an action it leaves by itself after `seconds`. */
export function say(text: string, action?: News['action'], seconds = 6): void {
  clearTimeout(timer);
  news = { text, action };
  if (!action) timer = setTimeout(dismiss, seconds * 1000);
}

export function dismiss(): void {
  clearTimeout(timer);
  news = undefined;
}
