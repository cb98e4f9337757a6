/** 親子綁定入口: typing what the paper says, and what happens when it is not right. */
import { fillSignIn, newPicture, signIn, signOut } from '../support/family.ts';
import { captchaAnswer } from '../support/table.ts';
import { expect, test } from '../support/test.ts';

test('the address on the paper chooses the school', async ({ page, school }) => {
  await page.goto(`/?school=${school.id}`);
  await expect(page.getByRole('combobox', { name: '校名' })).toHaveValue(school.name);
});

test('a school is found by a part of its name, with the keyboard or a tap', async ({ page, school }) => {
  await page.goto('/');
  const box = page.getByRole('combobox', { name: '校名' });
  await box.fill(school.name.slice(-6));
  const list = page.getByRole('listbox', { name: '校名' });
  await expect(list.getByRole('option')).toHaveText([new RegExp(school.name)]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue(school.name);
  await expect(list).toBeHidden();
  await box.fill('示範高級');
  await list.getByRole('option', { name: /雲端市立示範高級中學/ }).click();
  await expect(box).toHaveValue('雲端市立示範高級中學');
});

test('full-width and lower-case letters are put right while typing', async ({ page, pupil }) => {
  await page.goto(`/?school=${pupil.school}`);
  await expect(page.getByRole('combobox', { name: '校名' })).not.toHaveValue('');
  await page.getByRole('img', { name: '四位數字的圖片' }).waitFor();
  const id = await newPicture(page, () => page.getByRole('button', { name: '換一張圖片' }).first().click());
  const wide = (text: string): string => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  await page.getByLabel('帳號', { exact: true }).pressSequentially(pupil.account.toLowerCase());
  await expect(page.getByLabel('帳號', { exact: true })).toHaveValue(pupil.account);
  await page.getByLabel('密碼', { exact: true }).fill(wide(pupil.password.toLowerCase()));
  await page.getByRole('button', { name: '顯示密碼' }).click();
  await expect(page.getByLabel('密碼', { exact: true })).toHaveValue(pupil.password);
  await page.getByLabel('驗證碼', { exact: true }).fill(` ${wide(await captchaAnswer(id))}`);
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
});

test('a wrong password keeps everything but the captcha, and says nothing of what was wrong', async ({ page, pupil }) => {
  await fillSignIn(page, { ...pupil, password: 'Y290000000' });
  await newPicture(page, () => page.getByRole('button', { name: '確認送出' }).click());
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('登入資料不正確，請檢查校名、帳號、密碼與驗證碼。');
  await expect(page.getByRole('combobox', { name: '校名' })).not.toHaveValue('');
  await expect(page.getByLabel('帳號', { exact: true })).toHaveValue(pupil.account);
  await expect(page.getByLabel('密碼', { exact: true })).toHaveValue('Y290000000');
  await expect(page.getByLabel('驗證碼', { exact: true })).toHaveValue('');
  const id = await newPicture(page, () => page.getByRole('button', { name: '換一張圖片' }).first().click());
  await page.getByLabel('密碼', { exact: true }).fill(pupil.password);
  await page.getByLabel('驗證碼', { exact: true }).fill(await captchaAnswer(id));
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
});

test('what was left out is named in a summary that takes the focus and leads to the field', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: '確認送出' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText(['請從清單選擇學校', '請填寫帳號', '請填寫密碼', '請填寫驗證碼']);
  await summary.getByRole('link', { name: '請填寫密碼' }).click();
  await expect(page.getByLabel('密碼', { exact: true })).toBeFocused();
  await expect(page.getByLabel('密碼', { exact: true })).toHaveAccessibleDescription(/請填寫密碼/);
});

test('the portal tells when somebody signed in last', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await expect(page.getByText(/最近一次更新/)).toBeVisible();
  await signOut(page);
  await signIn(page, pupil);
  await expect(page.getByText(/上次登入：民國\d+年\d+月\d+日 \d\d:\d\d/)).toBeVisible();
});

test('who is not signed in and opens a page of the inside comes to the entrance', async ({ page }) => {
  await page.goto('/send');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
});
