// What is told to screen readers: one polite region for the whole page.

let text = $state('');

/** The latest news. */
export const said = (): string => text;

/** Tells it; the same words twice are told twice. */
export function tell(news: string): void {
  text = news === text ? `${news}\u200b` : news;
}
