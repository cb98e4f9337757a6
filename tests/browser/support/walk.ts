/** Every page and state of the parents' site, one after the other, for whoever has a look at each. */
import { expect, type Page } from '@playwright/test';
import { ApiFamily } from './api.ts';
import { agree, fillApplicant, fillSignIn, saved, signIn, signInAgain } from './family.ts';
import { applicant, type Applicant } from './people.ts';
import type { Entry, School } from './school.ts';
import { StaffApi } from './staff.ts';

export type Look = (state: string) => Promise<void>;

const heading = (page: Page, text: string | RegExp) => expect(page.getByRole('heading', { level: 1 })).toHaveText(text);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

/** What can be read without signing in. */
export async function walkOutside(page: Page, look: Look): Promise<void> {
  for (const [path, title] of [['/about', '親子帳號相關說明'], ['/notice', '個人資料蒐集告知'], ['/not-here', '找不到這個頁面']] as const) {
    await page.goto(path);
    await heading(page, title);
    if (path === '/notice') await expect(page.getByRole('heading', { name: '五個重點' })).toBeVisible();
    await look(path);
  }
}

/** From sign-in to sent, two applicants, past errors and dialogs. */
export async function walkToSent(page: Page, pupil: Entry, [father, mother]: [Applicant, Applicant], look: Look): Promise<void> {
  await page.goto('/');
  await page.getByRole('combobox', { name: '校名' }).click();
  await look('the list of schools');
  await page.keyboard.press('Escape');
  await press(page, '確認送出');
  await expect(page.getByRole('alert')).toBeFocused();
  await look('sign-in with errors');
  await fillSignIn(page, pupil);
  await page.getByText('帳號和密碼在申請書的哪裡？').click();
  await look('sign-in filled in');
  await press(page, '確認送出');
  await heading(page, `${pupil.name} 的親子綁定`);
  await look('portal, nothing done');
  await press(page, '登出');
  await look('the dialog for signing out');
  await press(page, '取消');
  await follow(page, '同意簽署回傳');
  await expect(page.getByRole('heading', { name: '送出前還需要' })).toBeVisible();
  await look('send with everything missing');
  await follow(page, '確認學生相關資訊');
  await heading(page, '確認學生相關資訊');
  await look('confirm');
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await press(page, '修正 緊急聯絡人手機');
  await page.getByLabel('緊急聯絡人手機').fill('12');
  await press(page, '填答送出');
  await expect(page.getByRole('alert')).toBeFocused();
  await look('confirm with errors');
  await saved(page);
  await page.context().clearCookies();
  await page.getByRole('radio', { name: '資訊正確' }).check();
  await expect(page.getByRole('dialog', { name: '請再登入一次' })).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('img', { name: '四位數字的圖片' })).toBeVisible();
  await look('the dialog for signing in again');
  await page.getByRole('dialog').getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeFocused();
  await look('the dialog for signing in again, with errors');
  await signInAgain(page, pupil);
  await page.getByLabel('緊急聯絡人手機').fill('0912345678');
  await press(page, '填答送出');
  await heading(page, '申辦親子帳號');
  await expect(page.getByRole('heading', { name: '五個重點' })).toBeVisible();
  await look('apply');
  await press(page, '申辦帳號');
  await expect(page.getByRole('alert')).toBeFocused();
  await look('apply with an error');
  await agree(page);
  await heading(page, '監護情形');
  await press(page, '下一步');
  await look('who, with an error');
  await page.getByRole('radio', { name: /二位申辦/ }).check();
  await press(page, '下一步');
  await heading(page, '第 1 位申請人');
  await look('applicant 1');
  await page.getByLabel('電子郵件', { exact: true }).fill('someone@gmial.com');
  await press(page, '下一步');
  await expect(page.getByRole('alert')).toBeFocused();
  await look('applicant 1 with errors and a suggestion');
  await fillApplicant(page, father);
  await heading(page, '第 2 位申請人');
  await page.getByRole('checkbox', { name: '手機與第一位申請人相同' }).check();
  await page.getByRole('checkbox', { name: '沒有電子郵件' }).check();
  await look('applicant 2, without a mailbox');
  await page.getByRole('checkbox', { name: '沒有電子郵件' }).uncheck();
  await page.getByRole('checkbox', { name: '手機與第一位申請人相同' }).uncheck();
  await fillApplicant(page, mother);
  await heading(page, '確認填寫內容');
  await look('check');
  await press(page, '確認送出');
  await expect(page.getByRole('button', { name: '送出申請' })).toBeVisible();
  await look('send, not sent yet');
  await press(page, `修正 ${father.name} 電子郵件`);
  await press(page, '確定');
  await expect(page.getByText('請填寫電子郵件', { exact: false })).toBeVisible();
  await look('the e-mail dialog with an error');
  await press(page, '取消');
  await press(page, '送出申請');
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
  await look('sent');
  await follow(page, '回前頁');
  await expect(page.getByRole('link', { name: '查看進度' })).toBeVisible();
  await look('portal, sent');
}

/** One parent approved, the other rejected. */
export async function walkDecided(page: Page, pupil: Entry, { teacher }: School, look: Look): Promise<void> {
  const family = await ApiFamily.signIn(pupil);
  const sent = await family.apply('both_parents', [applicant('father'), applicant('mother')]);
  const [father, mother] = sent['applicants'] as unknown as [{ applicant_id: string }, { applicant_id: string }];
  const staff = await StaffApi.signIn(teacher);
  await staff.decide([father]);
  await staff.decide([mother], { outcome: 'reject', reason_code: 'name_differs', reason: '請與身分證一致' });
  await signIn(page, pupil);
  await expect(page.getByRole('link', { name: '查看原因並更正' })).toBeVisible();
  await look('portal, returned');
  await page.getByRole('link', { name: '查看原因並更正' }).click();
  await expect(page.getByText('審核不通過')).toBeVisible();
  await look('send, one approved and one rejected');
  await page.goto('/apply/applicant/1');
  await expect(page.getByText('這位申請人已通過審核，資料不能在這裡修改。')).toBeVisible();
  await look('an approved applicant');
}

/** Agreed and taken back, declined. */
export async function walkRefusals(page: Page, pupil: Entry, look: Look): Promise<void> {
  await (await ApiFamily.signIn(pupil)).consent();
  await signIn(page, pupil);
  await page.getByRole('link', { name: '申辦親子帳號', exact: true }).click();
  await press(page, '撤回同意');
  await expect(page.getByRole('dialog', { name: '撤回同意' })).toBeVisible();
  await look('the dialog for withdrawing');
  await page.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click();
  await heading(page, `${pupil.name} 的親子綁定`);
  await look('portal, withdrawn');
  await page.getByRole('link', { name: '申辦親子帳號', exact: true }).click();
  await page.getByRole('radio', { name: /^本人不同意/ }).check();
  await press(page, '無意參加');
  await expect(page.getByRole('link', { name: '查看或更改' })).toBeVisible();
  await look('portal, declined');
  await page.getByRole('link', { name: '同意簽署回傳', exact: true }).click();
  await expect(page.getByRole('link', { name: '改為申辦' })).toBeVisible();
  await look('send, declined');
}
