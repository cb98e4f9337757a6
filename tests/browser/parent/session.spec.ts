/** A session that ended in the middle, and signing out. */
import { ApiFamily } from '../support/api.ts';
import { fillSignIn, saved, signIn, signInAgain, signOut } from '../support/family.ts';
import { gate } from '../support/gate.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('a session that ends while typing is begun again in a dialog, and typing goes on in the same field', async ({ page, pupil, context }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await expect(page.getByText(/^已儲存/)).toBeVisible();
  await context.clearCookies();
  const report = page.getByLabel('哪裡不對？');
  await report.fill('姓名');
  await signInAgain(page, pupil);
  await expect(report).toBeFocused();
  await page.keyboard.type('的第二個字');
  await expect(report).toHaveValue('姓名的第二個字');
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
});

test('what was being sent is sent after signing in again', async ({ page, pupil, context }) => {
  const family = await ApiFamily.signIn(pupil);
  await family.confirm();
  await family.consent();
  await family.name('one_parent', [applicant('father')]);
  await signIn(page, pupil);
  await page.getByRole('link', { name: '前往送出' }).click();
  await context.clearCookies();
  await page.getByRole('button', { name: '送出申請' }).click();
  await signInAgain(page, pupil);
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
});

test('the dialog can be put away without losing the form behind it', async ({ page, pupil, context }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await page.getByLabel('哪裡不對？').fill('學號');
  await saved(page);
  await context.clearCookies();
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('dialog', { name: '請再登入一次' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toContainText(/登入/);
  await expect(page.getByLabel('哪裡不對？')).toHaveValue('學號');
  await page.getByRole('button', { name: '填答送出' }).click();
  await signInAgain(page, pupil);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
});

test('the next family at the same device sees its own data and nothing of the first', async ({ page, pupil, school, context }) => {
  const other = school.pupils.shift()!;
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await page.getByLabel('哪裡不對？').fill('第一家的話');
  await signOut(page);
  await context.clearCookies();
  await signIn(page, other);
  await page.getByRole('link', { name: '開始確認' }).click();
  await expect(page.getByRole('radio', { name: '錯誤回報' })).not.toBeChecked();
  await expect(page.getByText('第一家的話')).toHaveCount(0);
});

test('a sign-out that the server answers late does not sign out who signs in after it', async ({ page, pupil, school }) => {
  const other = school.pupils.shift()!;
  await signIn(page, pupil);
  const order: string[] = [];
  const late = gate();
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch();
    await late.passed;
    order.push('the first family is signed out');
    await route.fulfill({ response });
  });
  await page.getByRole('button', { name: '登出' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
  await fillSignIn(page, other);
  page.on('request', (request) => void (request.url().endsWith('/api/sessions') && order.push('the next family signs in')));
  await page.getByRole('button', { name: '確認送出' }).click();
  await page.evaluate(() => fetch('/api/schools'));
  late.open();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(other.name);
  expect(order.slice(-2)).toEqual(['the first family is signed out', 'the next family signs in']);
  await page.unrouteAll({ behavior: 'wait' });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(other.name);
});

test('after signing out the back button shows nothing of the family', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await signOut(page);
  const asked = page.waitForResponse('**/api/case');
  await page.goBack();
  expect((await asked).status()).toBe(401);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
  await expect(page.getByText(pupil.name)).toHaveCount(0);
});

test('an answer that comes after signing out brings nothing of the family back', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  const [answered, held] = [gate(), gate()];
  await page.route('**/api/case', async (route) => {
    const response = await route.fetch();
    answered.open();
    await held.passed;
    await route.fulfill({ response });
  });
  await page.evaluate(() => history.back());
  await answered.passed;
  await signOut(page);
  const late = page.waitForResponse('**/api/case');
  held.open();
  await late;
  await page.unrouteAll({ behavior: 'wait' });
  const asked = page.waitForResponse('**/api/case');
  await page.goForward();
  expect((await asked).status()).toBe(401);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
  await expect(page.getByText(pupil.name)).toHaveCount(0);
});

test('signing out everywhere ends the session on other devices', async ({ page, pupil, browser }) => {
  const elsewhere = await browser.newContext();
  const there = await elsewhere.newPage();
  await signIn(there, pupil);
  await signIn(page, pupil);
  await signOut(page, { everywhere: true });
  await there.reload();
  await expect(there.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
  await elsewhere.close();
});
