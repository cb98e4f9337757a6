/** 無意參加 is an answer too, and nobody is held to it before the deadline. */
import { ApiFamily } from '../support/api.ts';
import { agree, signIn } from '../support/family.ts';
import { expect, test } from '../support/test.ts';
import type { Page } from '@playwright/test';

async function decline(page: Page): Promise<void> {
  await page.getByRole('link', { name: '申辦親子帳號', exact: true }).click();
  await page.getByRole('radio', { name: /^本人不同意/ }).check();
  await page.getByRole('button', { name: '無意參加' }).click();
  await expect(page.getByRole('status').getByText('已送出「無意參加」，截止前可以改變')).toBeVisible();
}

test('a family declines in one step, changes its mind, and declines again', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await decline(page);
  await expect(page.getByText(/^.無意參加$/)).toBeVisible();
  await expect(page.getByText(/^.已送出$/)).toBeVisible();
  await page.getByRole('link', { name: '查看或更改' }).click();
  await expect(page.getByText(/您已於 民國.*回覆無意參加/)).toBeVisible();
  await agree(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('監護情形');
  await page.goto('/portal');
  await expect(page.getByText('未設定')).toBeVisible();
  await expect(page.getByText('未送出')).toBeVisible();
  await decline(page);
  await expect(page.getByText(/^.無意參加$/)).toBeVisible();
});

test('the button and the sentence chosen have to agree', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '申辦親子帳號', exact: true }).click();
  await page.getByRole('button', { name: '申辦帳號' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('alert').getByRole('link', { name: '請選擇「同意」或「不同意」' }).click();
  await expect(page.getByRole('radio', { name: /^本人同意/ })).toBeFocused();
  await page.getByRole('radio', { name: /^本人不同意/ }).check();
  await page.getByRole('button', { name: '申辦帳號' }).click();
  await expect(page.getByRole('alert')).toContainText('要申辦帳號，請先選擇「同意」');
  await page.getByRole('radio', { name: /^本人同意/ }).check();
  await page.getByRole('button', { name: '無意參加' }).click();
  await expect(page.getByRole('alert')).toContainText('若無意參加，請先選擇「不同意」');
});

test('a consent is withdrawn, and given again before the deadline', async ({ page, pupil }) => {
  await (await ApiFamily.signIn(pupil)).consent();
  await signIn(page, pupil);
  await page.getByRole('link', { name: '申辦親子帳號', exact: true }).click();
  await expect(page.getByText(/您已於 民國.*同意（版本 2026-08）/)).toBeVisible();
  await page.getByRole('button', { name: '撤回同意' }).click();
  const dialog = page.getByRole('dialog', { name: '撤回同意' });
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '撤回同意' }).click();
  await dialog.getByRole('button', { name: '撤回同意' }).click();
  await expect(page.getByRole('status').getByText('已撤回同意')).toBeVisible();
  await page.getByRole('link', { name: '申辦親子帳號', exact: true }).click();
  await expect(page.getByText(/您已於 民國.*撤回同意/)).toBeVisible();
  await agree(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('監護情形');
});
