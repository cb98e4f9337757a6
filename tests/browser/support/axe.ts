/** What axe says about a page as it stands, and whether it fits its screen. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const told = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));
  expect(told, `axe finds nothing: ${state}`).toEqual([]);
}

/** A phone's width is enough: nothing sticks out at the side. */
export async function expectFits(page: Page, state: string): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, `nothing has to be scrolled sideways: ${state}`).toBeLessThanOrEqual(0);
}

/** The same in the dark, where the colours are others. */
export async function expectAccessibleInBoth(page: Page, state: string): Promise<void> {
  await expectAccessible(page, state);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, `${state}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}
