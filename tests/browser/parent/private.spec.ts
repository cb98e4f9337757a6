/** A shared computer, a proxy's log, a look over the shoulder: nothing personal is left where others read. */
import { CONTACT } from '../support/api.ts';
import { signIn, signOut } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import { Traces } from '../support/traces.ts';
import { walkToSent } from '../support/walk.ts';

test('no name, number or address of anybody stands in a URL, a title or on the device, and nothing is asked of other sites', async ({ page, pupil }) => {
  test.slow();
  const people: [ReturnType<typeof applicant>, ReturnType<typeof applicant>] = [applicant('father'), applicant('mother')];
  const values = [pupil.name, pupil.account, pupil.password, pupil.account.slice(1), ...Object.values(CONTACT)];
  for (const { name, national_id, mobile, email } of people) values.push(name, national_id, mobile, email);
  // The school is named by `?school=`, whose number must not be taken for one of a person.
  expect(values.filter((value) => pupil.school.includes(value))).toEqual([]);
  const traces = new Traces(page);
  await walkToSent(page, pupil, people, (state) => traces.expectNone(values, state));
});

test('after signing out the tab keeps nothing of what was typed', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await page.getByLabel('哪裡不對？').fill('只有這一家知道的話');
  await signOut(page);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain('只有這一家知道的話');
  expect(kept).not.toContain(pupil.account);
});

test('without a network, signing out clears the tab, and is finished as soon as there is one', async ({ page, pupil, context }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await context.setOffline(true);
  await page.getByLabel('哪裡不對？').fill('沒有網路時打的字');
  await page.getByRole('button', { name: '登出' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登出' }).click();
  await expect(page.getByText(/連線後會自動完成登出/)).toBeVisible();
  await expect(page.getByText(pupil.name)).toHaveCount(0);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain('沒有網路時打的字');
  const told = page.waitForResponse((answer) => answer.request().method() === 'DELETE' && answer.url().endsWith('/api/session'));
  await context.setOffline(false);
  expect((await told).status()).toBe(204);
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).not.toContain('__Host-session');
  await page.goto('/portal');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
});

test('the language chosen on a device outlives signing out', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('combobox').first().selectOption('vi');
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByText('Đã đăng xuất')).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
});
