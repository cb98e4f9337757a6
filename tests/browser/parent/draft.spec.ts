/** 暫存離開: what is half done is there again, on another device too. */
import { ApiFamily } from '../support/api.ts';
import { signIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('a half-filled confirmation is kept for another day and another device', async ({ page, pupil, browser }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await page.getByLabel('哪裡不對？').fill('姓名的第二個字');
  await page.getByRole('button', { name: '修正 戶籍地址' }).click();
  await page.getByLabel('戶籍地址', { exact: true }).fill('雲端市示範區');
  await page.getByRole('button', { name: '暫存離開' }).click();
  await expect(page.getByRole('status').getByText('已暫存，下次可以繼續填寫')).toBeVisible();
  await expect(page.getByText('草稿')).toBeVisible();

  const other = await browser.newContext();
  const there = await other.newPage();
  await signIn(there, pupil);
  await there.getByRole('link', { name: '開始確認' }).click();
  await expect(there.getByLabel('哪裡不對？')).toHaveValue('姓名的第二個字');
  await expect(there.getByText('雲端市示範區', { exact: true })).toBeVisible();
  await other.close();
});

test('a half-filled applicant is kept too, the ID number behind a mask', async ({ page, pupil, browser }) => {
  const father = applicant('father');
  await (await ApiFamily.signIn(pupil)).consent();
  await signIn(page, pupil);
  await page.goto('/apply/who');
  await page.getByRole('radio', { name: /二位申辦/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('申請人姓名').fill(father.name);
  await page.getByLabel('身分證字號').fill(father.national_id);
  await page.getByRole('button', { name: '暫存離開' }).click();
  await expect(page.getByRole('status').getByText('已暫存，下次可以繼續填寫')).toBeVisible();

  const other = await browser.newContext();
  const there = await other.newPage();
  await signIn(there, pupil);
  await there.goto('/apply/who');
  await expect(there.getByRole('radio', { name: /二位申辦/ })).toBeChecked();
  await there.getByRole('button', { name: '下一步' }).click();
  await expect(there.getByLabel('申請人姓名')).toHaveValue(father.name);
  await expect(there.getByLabel('身分證字號')).toHaveValue('');
  await expect(there.getByText(/已儲存：.*\*.*。不變更就不用再填/)).toBeVisible();
  await there.getByRole('radio', { name: '爸爸' }).check();
  await there.getByLabel('手機', { exact: true }).fill(father.mobile);
  await there.getByLabel('電子郵件', { exact: true }).fill(father.email);
  await there.getByRole('button', { name: '下一步' }).click();
  await expect(there.getByRole('heading', { level: 1 })).toHaveText('第 2 位申請人');
  await other.close();
});

test('going from two applicants to one leaves the second out, and back again brings it back', async ({ page, pupil }) => {
  const mother = applicant('mother');
  const family = await ApiFamily.signIn(pupil);
  await family.confirm();
  await family.consent();
  await family.name('both_parents', [applicant('father'), mother]);
  await signIn(page, pupil);
  await page.goto('/apply/who');
  await page.getByRole('radio', { name: /一位申辦/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認填寫內容');
  await expect(page.getByText(mother.name)).toHaveCount(0);
  await page.getByRole('link', { name: '修正 監護情形' }).click();
  await page.getByRole('radio', { name: /二位申辦/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByLabel('申請人姓名')).toHaveValue(mother.name);
});
