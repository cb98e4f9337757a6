/** Nobody is there: two minutes before the end a dialog asks, one press goes on, and nothing typed is lost if nobody presses. */
import type { Page } from '@playwright/test';
import { expectAccessible, expectFits } from '../support/axe.ts';
import { signIn, signInAgain } from '../support/family.ts';
import { expect, test } from '../support/test.ts';

const warning = (page: Page) => page.getByRole('dialog', { name: '您還在嗎？' });
const again = (page: Page) => page.getByRole('dialog', { name: '請再登入一次' });

/** A report that is being typed, the cursor in its field. */
async function typing(page: Page, words: string) {
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  const report = page.getByLabel('哪裡不對？');
  await report.fill(words);
  return report;
}

test('two minutes before the end one press goes on, by the keyboard alone and at the same place', async ({ page, pupil }) => {
  await page.clock.install();
  await signIn(page, pupil);
  const report = await typing(page, '姓名');
  await page.clock.fastForward('13:01');
  await expect(warning(page)).toBeVisible();
  await expect(warning(page).getByRole('button', { name: '繼續使用' })).toBeFocused();
  await expectAccessible(page, 'the question whether somebody is there');
  await expectFits(page, 'the question whether somebody is there');
  const extended = page.waitForResponse((answer) => answer.url().endsWith('/api/session/extension') && answer.ok());
  await page.keyboard.press('Enter');
  expect(await (await extended).json()).toMatchObject({ idle_seconds: 900 });
  await expect(warning(page)).toBeHidden();
  await expect(report).toBeFocused();
  await page.clock.fastForward('12:00');
  await expect(again(page)).toBeHidden();
  await expect(report).toHaveValue('姓名');
});

test('whoever types is not asked', async ({ page, pupil }) => {
  await page.clock.install();
  await signIn(page, pupil);
  const report = await typing(page, '一');
  for (const word of ['二', '三']) {
    await page.clock.fastForward('10:00');
    const extended = page.waitForResponse((answer) => answer.url().endsWith('/api/session/extension') && answer.ok());
    await report.press('End');
    await report.pressSequentially(word);
    await (await extended).finished();
  }
  await page.clock.fastForward('10:00');
  await expect(warning(page)).toBeHidden();
});

test('when nobody answers, the page is hidden and asks to sign in again, and what was typed is still there', async ({ page, pupil }) => {
  await page.clock.install();
  await signIn(page, pupil);
  const report = await typing(page, '班級不對');
  await page.clock.fastForward('13:01');
  await expect(warning(page)).toBeVisible();
  await page.clock.fastForward('02:00');
  await expect(warning(page)).toBeHidden();
  await expect(again(page)).toBeVisible();
  const behind = await again(page).evaluate((dialog) => getComputedStyle(dialog, '::backdrop').backgroundColor);
  expect(behind, 'nothing shines through').toMatch(/^rgb\(/);
  await signInAgain(page, pupil);
  await expect(report).toHaveValue('班級不對');
});

test('whoever puts that dialog away sees nothing of the family; the family finds what it typed', async ({ page, pupil }) => {
  await page.clock.install();
  await signIn(page, pupil);
  await typing(page, '生日不對');
  await page.clock.fastForward('15:01');
  await expect(again(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
  await expect(page.getByText(pupil.name)).toHaveCount(0);
  await signIn(page, pupil);
  await page.getByRole('link', { name: /確認學生相關資訊/ }).click();
  await expect(page.getByLabel('哪裡不對？')).toHaveValue('生日不對');
});

test('a tab in which nobody is goes on with the other one of the same family', async ({ page, pupil, context }) => {
  await page.clock.install();
  await signIn(page, pupil);
  const idle = await context.newPage();
  await idle.goto('/portal');
  await expect(idle.getByRole('heading', { level: 1 })).toContainText(pupil.name);
  // The clock is the context's, so both tabs' moves.
  await page.clock.fastForward('10:00');
  await page.bringToFront();
  const extended = page.waitForResponse((answer) => answer.url().endsWith('/api/session/extension') && answer.ok());
  const told = await idle.evaluateHandle(() => ({ said: new Promise((done) => new BroadcastChannel('session').addEventListener('message', done, { once: true })) }));
  await page.keyboard.press('Tab');
  await extended;
  await told.evaluate(({ said }) => said.then(() => undefined));
  await page.clock.fastForward('10:00');
  await expect(idle.getByRole('dialog')).toHaveCount(0);
});
