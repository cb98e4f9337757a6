/** What a teacher finds on the review page, by what stands there. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Entry } from './school.ts';

/** The year as pages write it: 民國, in Taiwan. */
export const rocYear = (): number => Number(new Date().toLocaleDateString('en', { year: 'numeric', timeZone: 'Asia/Taipei' })) - 1911;

export const numberOf = ({ account }: Entry): string => account.slice(1);

/** The row of a family, or of one of its two applicants. */
export const rowOf = (page: Page, pupil: Entry, applicant = ''): Locator =>
  page.getByRole('row').filter({ hasText: numberOf(pupil) }).filter({ hasText: applicant });

/** The same on a phone. */
export const cardOf = (page: Page, pupil: Entry): Locator => page.getByRole('listitem').filter({ hasText: numberOf(pupil) });

export const approve = (where: Locator): Promise<void> => where.getByRole('button', { name: /^紙本已核對，通過：/ }).click();
export const openReject = (where: Locator): Promise<void> => where.getByRole('button', { name: /^不通過：/ }).click();

/** Both lists, or one of them. */
export async function show(page: Page, { pending, decided }: { pending: boolean; decided: boolean }): Promise<void> {
  await page.getByRole('checkbox', { name: /^待審核案件/ }).setChecked(pending);
  await page.getByRole('checkbox', { name: /^已審核案件/ }).setChecked(decided);
}

/** The rows below the headings, as their seats stand there. */
export const seats = (page: Page): Promise<string[]> => column(page, 2);

/** The texts of a column, counted as on the screen: the tick is the first. */
export async function column(page: Page, at: number): Promise<string[]> {
  const rows = await page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: /^選取/ }) }).all();
  return Promise.all(rows.map(async (row) => (await row.getByRole('gridcell').nth(at).innerText()).replace(/\s+/g, ' ').trim()));
}

/** 復原 and its clock. */
export const undoBar = (page: Page, words: string): Locator => page.getByRole('group', { name: words });

/** What is told to whoever does not see the screen. */
export const told = (page: Page, words: string | RegExp): Promise<void> => expect(page.getByRole('status')).toContainText(words);

/** What decisions a page asks for, from now on. */
export function decisions(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/review/decisions')) asked.push(request.postData() ?? '');
  });
  return asked;
}
