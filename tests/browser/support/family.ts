/** A family at its phone: finds things by what the screen says. */
import { expect, type Page } from '@playwright/test';
import { CONTACT } from './api.ts';
import type { Applicant } from './people.ts';
import type { Entry } from './school.ts';
import { captchaAnswer } from './table.ts';
import { words } from './words.ts';

/** Types what the form says, and the captcha as somebody who sees it would. */
export async function fillSignIn(page: Page, { school, account, password }: Entry, at = `/?school=${school}`, t = words('zh-Hant')): Promise<void> {
  // A function that has run for a while knows of a new school some seconds later.
  await expect(async () => {
    await page.goto(at);
    await expect(page.getByRole('combobox', { name: t('sign_in.school') })).not.toHaveValue('', { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole('img', { name: t('captcha.alt') }).waitFor();
  const id = await newPicture(page, () => page.getByRole('button', { name: t('captcha.new') }).first().click());
  await page.getByLabel(t('sign_in.account'), { exact: true }).fill(account);
  await page.getByLabel(t('sign_in.password'), { exact: true }).fill(password);
  await page.getByLabel(t('captcha.label'), { exact: true }).fill(await captchaAnswer(id));
}

export async function signIn(page: Page, entry: Entry): Promise<void> {
  await fillSignIn(page, entry);
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(entry.name);
}

/** In the dialog that comes up when the session ended: who it is stands there already. */
export async function signInAgain(page: Page, { password }: Entry): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '請再登入一次' });
  await expect(dialog.getByRole('img', { name: '四位數字的圖片' })).toBeVisible();
  const id = await newPicture(page, () => dialog.getByRole('button', { name: '換一張圖片' }).first().click());
  await dialog.getByLabel('密碼', { exact: true }).fill(password);
  await dialog.getByLabel('驗證碼', { exact: true }).fill(await captchaAnswer(id));
  await dialog.getByRole('button', { name: '確認送出' }).click();
  await expect(dialog).toBeHidden();
}

/** Signs out; done when the server knows: the page goes to the entrance before that. */
export async function signOut(page: Page, { everywhere = false } = {}): Promise<void> {
  await page.getByRole('button', { name: '登出' }).click();
  const dialog = page.getByRole('dialog');
  if (everywhere) await dialog.getByRole('checkbox', { name: '其他裝置也一起登出' }).check();
  await dialog.getByRole('button', { name: '登出' }).click();
  await expect(page.getByRole('status').getByText('已登出')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('親子綁定入口');
}

/** Waits until the server has all that was typed: what it has not yet is kept in the tab. */
export async function saved(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).some((key) => key.startsWith('typed:')))).toBe(false);
}

/** Does what brings a new picture; answers its id. No other may be on its way, and it is on the screen. */
export async function newPicture(page: Page, act: () => Promise<unknown>): Promise<string> {
  const shown = page.waitForResponse((answer) => answer.url().endsWith('/api/captchas') && answer.ok());
  await act();
  const { id, image } = (await (await shown).json()) as { id: string; image: string };
  await page.locator(`img[src="${image}"]`).waitFor();
  return id;
}

/** 確認學生相關資訊: all is right, contact data as the school has it, with the emergency mobile corrected. */
export async function confirmData(page: Page): Promise<void> {
  await page.getByRole('radio', { name: '資訊正確' }).check();
  await page.getByRole('button', { name: '修正 緊急聯絡人手機' }).click();
  await page.getByLabel('緊急聯絡人手機').fill(CONTACT.emergency_contact_mobile);
  await page.getByRole('button', { name: '填答送出' }).click();
}

export async function agree(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^本人同意/ }).check();
  await page.getByRole('button', { name: '申辦帳號' }).click();
}

const RELATIONSHIP = { father: '爸爸', mother: '媽媽', guardian: '監護人' } as const;

export async function fillApplicant(page: Page, one: Applicant): Promise<void> {
  await page.getByLabel('申請人姓名').fill(one.name);
  if (one.relationship === 'guardian') await page.getByLabel('與學生的關係').fill(one.relationship_detail ?? '');
  else await page.getByRole('radio', { name: RELATIONSHIP[one.relationship] }).check();
  await page.getByLabel('身分證字號').fill(one.national_id);
  await page.getByLabel('手機', { exact: true }).fill(one.mobile);
  await page.getByLabel('電子郵件', { exact: true }).fill(one.email);
  await page.getByRole('button', { name: '下一步' }).click();
}
