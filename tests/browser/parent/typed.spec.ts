/** Nothing that was typed is lost: by reloading, going back, or losing the network. */
import { ApiFamily } from '../support/api.ts';
import { saved, signIn } from '../support/family.ts';
import { gate } from '../support/gate.ts';
import { applicant } from '../support/people.ts';
import type { Entry } from '../support/school.ts';
import { expect, test } from '../support/test.ts';
import type { Page } from '@playwright/test';

async function toApplicant(page: Page, pupil: Entry): Promise<void> {
  const family = await ApiFamily.signIn(pupil);
  await family.confirm();
  await family.consent();
  await signIn(page, pupil);
  await page.getByRole('link', { name: '填寫申請人' }).click();
  await page.getByRole('radio', { name: /一位申辦/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();
}

test('a reload in the middle of typing keeps every letter', async ({ page, pupil }) => {
  const mother = applicant('mother');
  await toApplicant(page, pupil);
  await page.getByLabel('申請人姓名').fill(mother.name);
  await page.getByRole('radio', { name: '媽媽' }).check();
  await page.getByLabel('身分證字號').fill(mother.national_id);
  await page.getByLabel('手機', { exact: true }).fill(mother.mobile);
  await page.reload();
  await expect(page.getByLabel('申請人姓名')).toHaveValue(mother.name);
  await expect(page.getByRole('radio', { name: '媽媽' })).toBeChecked();
  await expect(page.getByLabel('手機', { exact: true })).toHaveValue(mother.mobile);
  await page.getByLabel('電子郵件', { exact: true }).fill(mother.email);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('heading', { level: 1 }), 'the ID number too is kept, shown or masked').toHaveText('確認填寫內容');
});

test('the browser’s back button goes a page back, and forward again, with all that was typed', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await page.getByLabel('哪裡不對？').fill('座號');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
  await page.goForward();
  await expect(page.getByLabel('哪裡不對？')).toHaveValue('座號');
});

test('what was typed stays, when the case was looked at before it was saved and the answer comes after that', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await expect(page.getByText(/^已儲存/)).toBeVisible();
  const [looked, held] = [gate(), gate()];
  await page.route('**/api/case/confirmation/draft', async (route) => {
    await looked.passed;
    await route.continue();
  });
  await page.route('**/api/case', async (route) => {
    const response = await route.fetch();
    looked.open();
    await held.passed;
    await route.fulfill({ response });
  });
  const [put, late] = [page.waitForResponse('**/api/case/confirmation/draft'), page.waitForResponse('**/api/case')];
  await page.getByLabel('哪裡不對？').fill('座號');
  await page.goBack();
  await (await put).finished();
  await saved(page);
  held.open();
  await (await late).finished();
  await page.unrouteAll({ behavior: 'wait' });
  await page.goForward();
  await expect(page.getByLabel('哪裡不對？')).toHaveValue('座號');
});

test('typing goes on without a network, and is saved when it is back', async ({ page, pupil, context }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await context.setOffline(true);
  await expect(page.getByText('目前沒有網路。您填的內容已留在這個頁面，連線後可以繼續。')).toBeVisible();
  await page.getByLabel('哪裡不對？').fill('生日的月份');
  await expect(page.getByText('已留在這個分頁，稍後會再儲存')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/^已儲存 \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByText(/目前沒有網路/)).toHaveCount(0);
  const draft = (await (await ApiFamily.signIn(pupil)).send('GET', '/api/case'))['drafts'] as unknown as { confirmation: { error_report: string } };
  expect(draft.confirmation.error_report).toBe('生日的月份');
});

test('a lost connection while sending says so, and sending goes through afterwards', async ({ page, pupil, context }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '資訊正確' }).check();
  await page.getByRole('button', { name: '修正 緊急聯絡人手機' }).click();
  await page.getByLabel('緊急聯絡人手機').fill('0987654321');
  await context.setOffline(true);
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('alert')).toContainText('連不上網路，請稍後再試一次。');
  await expect(page.getByLabel('緊急聯絡人手機')).toHaveValue('0987654321');
  await context.setOffline(false);
  await page.getByRole('button', { name: '填答送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
});

test('leaving a form without a network keeps it in the tab, from page to page', async ({ page, pupil, context }) => {
  const father = applicant('father');
  await toApplicant(page, pupil);
  await context.setOffline(true);
  await page.getByLabel('申請人姓名').fill(father.name);
  await page.getByRole('button', { name: '暫存離開' }).click();
  await expect(page.getByRole('status').getByText('已留在這個分頁，稍後會再儲存')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
  await context.setOffline(false);
  await page.reload();
  await page.getByRole('link', { name: '填寫申請人' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByLabel('申請人姓名')).toHaveValue(father.name);
});
