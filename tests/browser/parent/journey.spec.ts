/** The journey of the slides, made by what is on the screen. */
import { confirmData, agree, fillApplicant, signIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import type { Page } from '@playwright/test';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** From the portal to the three arrangements. */
async function toWho(page: Page, arrangement: RegExp): Promise<void> {
  await page.getByRole('link', { name: '開始確認' }).click();
  await confirmData(page);
  await expect(heading(page)).toHaveText('申辦親子帳號');
  await agree(page);
  await page.getByRole('radio', { name: arrangement }).check();
  await page.getByRole('button', { name: '下一步' }).click();
}

async function send(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText('確認填寫內容');
  await page.getByRole('button', { name: '確認送出' }).click();
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
}

test('a family goes from signing in to sent, one applicant', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await expect(page.getByText('未確認')).toBeVisible();
  await expect(page.getByText('未設定')).toBeVisible();
  await expect(page.getByText('未送出')).toBeVisible();
  await toWho(page, /雙親為監護人，一位申辦/);
  const father = applicant('father');
  await fillApplicant(page, father);
  await send(page);
  await expect(page.getByText('待審核')).toBeVisible();
  await expect(page.getByText(father.national_id), 'of an ID number only a part is shown').toHaveCount(0);
  await page.getByRole('link', { name: '回前頁' }).click();
  await expect(page.getByText('申請確認')).toBeVisible();
  await expect(page.getByText(/^.已送出$/)).toBeVisible();
  await page.getByRole('link', { name: '查看進度' }).click();
  await expect(heading(page)).toHaveText('同意簽署回傳');
});

test('both parents apply, each with their own data and a mobile they share', async ({ page, pupil }) => {
  const [father, mother] = [applicant('father'), applicant('mother')];
  await signIn(page, pupil);
  await toWho(page, /雙親為監護人，二位申辦/);
  await fillApplicant(page, father);
  await expect(heading(page)).toHaveText('第 2 位申請人');
  await page.getByRole('checkbox', { name: '手機與第一位申請人相同' }).check();
  await page.getByLabel('申請人姓名').fill(mother.name);
  await page.getByRole('radio', { name: '媽媽' }).check();
  await page.getByLabel('身分證字號').fill(father.national_id);
  await page.getByLabel('電子郵件', { exact: true }).fill(mother.email);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('alert')).toContainText('兩位申請人請填不同的人');
  await page.getByLabel('身分證字號').fill(mother.national_id);
  await page.getByRole('button', { name: '下一步' }).click();
  await send(page);
  const people = page.getByRole('list', { name: '申辦人資訊' });
  await expect(people).toContainText(father.name);
  await expect(people).toContainText(mother.name);
  await expect(people.getByText('待審核')).toHaveCount(2);
});

test('a grandmother applies, and a second relative can be named or left out', async ({ page, pupil }) => {
  const grandmother = applicant('guardian');
  await signIn(page, pupil);
  await toWho(page, /其他關係者擔任監護人/);
  await fillApplicant(page, grandmother);
  await expect(page.getByText('祖母')).toBeVisible();
  await page.getByRole('button', { name: '再加一位申請人' }).click();
  await page.getByRole('button', { name: '只要一位申請人' }).click();
  await send(page);
  await expect(page.getByRole('list', { name: '申辦人資訊' })).toContainText('祖母');
});

test('who reports an error in the registry’s data says in words what is wrong', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: '請寫下哪裡不對' })).toBeVisible();
  await page.getByLabel('哪裡不對？').fill('生日應為 5 月 3 日');
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(heading(page)).toHaveText('申辦親子帳號');
  await page.goto('/confirm');
  await expect(page.getByLabel('哪裡不對？')).toHaveValue('生日應為 5 月 3 日');
});
