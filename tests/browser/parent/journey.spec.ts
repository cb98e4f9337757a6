/** The journey of the slides, made by what is on the screen. */
import { confirmData, agree, fillApplicant, signIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('a family goes from signing in to sent, one applicant', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await confirmData(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
  await agree(page);
  await page.getByRole('radio', { name: /雙親為監護人，一位申辦/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  const father = applicant('father');
  await fillApplicant(page, father);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認填寫內容');
  await page.getByRole('button', { name: '確認送出' }).click();
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
  await expect(page.getByText('待審核')).toBeVisible();
});
