/** After the deadline everything can be read, and nothing written. */
import { expectAccessible } from '../support/axe.ts';
import { signIn } from '../support/family.ts';
import { expect, test } from '../support/schools.ts';

test.describe.configure({ mode: 'default' });

test('a closed campaign shows what was sent, and takes nothing more', async ({ page, closed: { sent, father } }) => {
  await signIn(page, sent);
  await expect(page.getByText(/作業期間已於 民國115年8月2日 00:00 結束，內容僅供查看。/)).toBeVisible();
  await expectAccessible(page, 'portal, closed');
  await page.getByRole('link', { name: '查看進度' }).click();
  await expect(page.getByRole('list', { name: '申辦人資訊' })).toContainText(father.name);
  await expect(page.getByRole('button', { name: '收回修改' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^修正/ })).toHaveCount(0);
  await expectAccessible(page, 'send, closed');
  await page.goto('/confirm');
  await expect(page.getByText('雲端市示範區測試路1號').first()).toBeVisible();
  await expect(page.getByRole('radio', { name: '資訊正確' })).toBeDisabled();
  await expectAccessible(page, 'confirm, closed');
  await expect(page.getByRole('button', { name: '填答送出' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^修正/ })).toHaveCount(0);
  await page.goto('/apply');
  await expect(page.getByRole('radio', { name: /^本人同意/ })).toBeDisabled();
  await expect(page.getByRole('button', { name: '申辦帳號' })).toHaveCount(0);
});

test('a consent can be withdrawn after the deadline too', async ({ page, closed: { others } }) => {
  await signIn(page, others.shift()!);
  await page.getByRole('link', { name: '申辦親子帳號', exact: true }).click();
  await page.getByRole('button', { name: '撤回同意' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click();
  await expect(page.getByRole('status').getByText('已撤回同意')).toBeVisible();
});

test('who had only named applicants sees them, and no way to send or change', async ({ page, closed: { named } }) => {
  await signIn(page, named);
  await page.getByRole('link', { name: '查看內容' }).click();
  await expect(page.getByText('未送出')).toBeVisible();
  await expect(page.getByRole('button', { name: '送出申請' })).toHaveCount(0);
  for (const path of ['/apply/who', '/apply/applicant/1', '/apply/check']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText('同意簽署回傳');
  }
});

test('who had done nothing is told that it is over', async ({ page, closed: { untouched } }) => {
  await signIn(page, untouched);
  await expect(page.getByText('作業期間已結束，仍可查看已填的內容')).toBeVisible();
  await page.getByRole('link', { name: '查看內容' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('同意簽署回傳');
  await expect(page.getByRole('heading', { name: '送出前還需要' })).toHaveCount(0);
  await expect(page.getByText(/內容僅供查看/)).toBeVisible();
});

test('the entrance says that a closed school can only be read', async ({ page, closed: { school } }) => {
  // The list of schools may be some seconds old, in each copy of the function that is warm.
  await expect(async () => {
    await page.goto('/');
    await page.getByRole('combobox', { name: '校名' }).fill(school.name);
    await expect(page.getByRole('option', { name: `${school.name} 示範區 · 僅供查看` })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
});
