/** A family marked 保護: what the school has is never shown, only overwritten. */
import { signIn } from '../support/family.ts';
import { expect, next, test } from '../support/schools.ts';

test.describe.configure({ mode: 'default' });

/** Of the contact data in the roster, and of what these tests type. */
const SECRETS = ['雲端市示範區測試路1號', '02-00000001', '測試聯絡', '0900000001', '雲端市新住處9號', '0987654321'];

test('a protected family overwrites its contact data and sees none of it, not even what it typed', async ({ page, protectedSchool, browser }) => {
  const pupil = next(protectedSchool);
  const answers: string[] = [];
  page.on('response', async (answer) => {
    if (answer.url().includes('/api/case')) answers.push(await answer.text().catch(() => ''));
  });
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await expect(page.getByText('（不顯示）')).toHaveCount(5);
  await page.getByRole('radio', { name: '資訊正確' }).check();
  await page.getByRole('button', { name: '修正 戶籍地址' }).click();
  await page.getByLabel('戶籍地址', { exact: true }).fill('雲端市新住處9號');
  await page.getByRole('button', { name: '暫存離開' }).click();
  await expect(page.getByText('草稿')).toBeVisible();

  const other = await browser.newContext();
  const there = await other.newPage();
  await signIn(there, pupil);
  await there.getByRole('link', { name: '開始確認' }).click();
  await expect(there.getByText('（不顯示）'), 'elsewhere the draft’s address is not shown either').toHaveCount(5);
  await there.getByRole('button', { name: '修正 緊急聯絡人手機' }).click();
  await expect(there.getByLabel('緊急聯絡人手機')).toHaveValue('');
  await there.getByLabel('緊急聯絡人手機').fill('0987654321');
  await there.getByRole('button', { name: '填答送出' }).click();
  await expect(there.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
  await there.goto('/confirm');
  await expect(there.getByText('（不顯示）')).toHaveCount(5);
  await other.close();

  await expect.poll(() => answers.length).toBeGreaterThan(1);
  expect(SECRETS.filter((secret) => answers.some((text) => text.includes(secret)))).toEqual([]);
});
