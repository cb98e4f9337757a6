/** Two tabs, or two parents, change the same data: nobody overwrites what they have not seen. */
import { ApiFamily } from '../support/api.ts';
import { expectAccessible } from '../support/axe.ts';
import { saved, signIn, signInAgain } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import type { Entry } from '../support/school.ts';
import { expect, test } from '../support/test.ts';
import type { Page } from '@playwright/test';

const [MINE, THEIRS] = ['雲端市示範區我的路2號', '雲端市示範區另一路3號'];

/** One tab has the page open while another sends an address; then an address is typed in the first. */
async function bothTyped(page: Page, pupil: Entry): Promise<void> {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '資訊正確' }).check();
  await expect(page.getByText(/^已儲存/)).toBeVisible();
  const other = await page.context().newPage();
  await other.goto('/confirm');
  await type(other, THEIRS);
  await other.getByRole('button', { name: '填答送出' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
  await other.close();
  await type(page, MINE);
}

async function type(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: '修正 戶籍地址' }).click();
  await page.getByLabel('戶籍地址', { exact: true }).fill(address);
}

const household = async (pupil: Entry): Promise<string> => {
  const view = await (await ApiFamily.signIn(pupil)).send('GET', '/api/case');
  return (view['contact'] as unknown as { household_address: string }).household_address;
};

test('what another tab changed meanwhile is explained, and what was typed here can stay', async ({ page, pupil }) => {
  await bothTyped(page, pupil);
  const dialog = page.getByRole('dialog', { name: '資料剛剛更新過' });
  await expect(dialog).toContainText(`現在： ${THEIRS}`);
  await expect(dialog).toContainText(`您填的： ${MINE}`);
  await expectAccessible(page, 'the dialog about another’s change');
  await dialog.getByRole('button', { name: '我知道了，繼續' }).click();
  await expect(page.getByLabel('戶籍地址', { exact: true })).toHaveValue(MINE);
  await expect(page.getByLabel('戶籍地址', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
  expect(await household(pupil)).toBe(MINE);
});

test('or the other value is taken over', async ({ page, pupil }) => {
  await bothTyped(page, pupil);
  const dialog = page.getByRole('dialog', { name: '資料剛剛更新過' });
  await dialog.getByText(`現在： ${THEIRS}`).first().waitFor();
  await dialog.getByRole('button', { name: '改用現在的內容' }).first().click();
  await dialog.getByRole('button', { name: '我知道了，繼續' }).click();
  await expect(page.getByLabel('戶籍地址', { exact: true })).toHaveValue(THEIRS);
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
  expect(await household(pupil)).toBe(THEIRS);
});

test('who sends what another tab changed meanwhile is shown the change first', async ({ page, pupil }) => {
  const family = await ApiFamily.signIn(pupil);
  await family.confirm();
  await family.consent();
  await family.name('one_parent', [applicant('father')]);
  await signIn(page, pupil);
  const look = page.waitForRequest((asked) => asked.method() === 'GET' && asked.url().endsWith('/api/case')); // not an answer: the portal's may be late
  await page.getByRole('link', { name: '前往送出' }).click();
  await page.getByRole('button', { name: '送出申請' }).waitFor();
  await (await look).response(); // The page's own look for news is over.
  const mother = applicant('mother');
  await family.name('one_parent', [mother]);
  await page.getByRole('button', { name: '送出申請' }).click();
  const dialog = page.getByRole('dialog', { name: '資料剛剛更新過' });
  await expect(dialog).toContainText(mother.name);
  await dialog.getByRole('button', { name: '我知道了，繼續' }).click();
  await expect(page.getByRole('list', { name: '申辦人資訊' })).toContainText(mother.name);
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
});

test('who signs in again in the middle is shown what changed meanwhile, before anything is overwritten', async ({ page, pupil, context }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '資訊正確' }).check();
  await page.getByRole('button', { name: '修正 緊急聯絡人手機' }).click();
  await page.getByLabel('緊急聯絡人手機').fill('0987654321');
  await saved(page);
  await context.clearCookies();
  await (await ApiFamily.signIn(pupil)).confirm();
  await page.getByRole('button', { name: '填答送出' }).click();
  await signInAgain(page, pupil);
  const dialog = page.getByRole('dialog', { name: '資料剛剛更新過' });
  await expect(dialog).toContainText('緊急聯絡人手機');
  await dialog.getByRole('button', { name: '我知道了，繼續' }).click();
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
});
