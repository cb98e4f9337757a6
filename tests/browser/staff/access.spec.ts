/** Who reaches what: a teacher their own classes, a registrar all, and nobody else anything. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/room.ts';
import { signInStaff, StaffApi } from '../support/staff.ts';
import { stack } from '../support/stack.ts';
import { guardianToken, plantToken } from '../support/strangers.ts';

const choices = (page: Page) => page.getByRole('combobox', { name: '班級' }).getByRole('option').allInnerTexts();

test('a teacher finds only the classes they teach', async ({ page, room }) => {
  await signInStaff(page, room.school.colleague);
  await expect(page).toHaveURL('/staff/class/301');
  await expect.poll(() => choices(page)).toHaveLength(1);
  await page.goto(`/staff/class/${room.cls}`);
  await expect(page.getByRole('alert')).toContainText('找不到這筆資料。');
  await page.goto(`/staff/class/${room.cls}/all`);
  await expect(page.getByRole('alert').first()).toContainText('找不到這筆資料。');
  await expect(page.getByText(room.pupils[0].name)).toBeHidden();
});

test('a registrar finds all classes, and goes from one to the other', async ({ page, room }) => {
  await signInStaff(page, room.school.registrar);
  await expect.poll(() => choices(page)).toHaveLength(13);
  await page.getByRole('combobox', { name: '班級' }).selectOption({ label: `${room.cls}（待審核 0，學生 4）` });
  await expect(page).toHaveURL(`/staff/class/${room.cls}`);
  await page.getByRole('link', { name: '全班' }).click();
  await expect(page.getByRole('cell', { name: room.pupils[0].name, exact: true })).toBeVisible();
});

test('a guardian’s token gets nowhere, and the page says to sign in', async ({ page, room }) => {
  await plantToken(page, await guardianToken());
  await page.goto(`/staff/class/${room.cls}`);
  await expect(page.getByRole('alert').first()).toContainText('登入時間已過，請再登入一次。');
  await expect(page.getByRole('button', { name: '重新登入' })).toBeVisible();
  await expect(page.getByText(room.pupils[0].name)).toBeHidden();
});

test('the API takes no other token: none, a guardian’s, an ID token, a forged one', async ({ room }) => {
  const { token, idToken } = await StaffApi.signIn(room.school.teacher);
  const guardian = await guardianToken();
  const [head, , signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object;
  const forged = [head, Buffer.from(JSON.stringify({ ...claims, username: room.school.registrar.username })).toString('base64url'), signature].join('.');
  const status = async (authorization?: string) =>
    (await fetch(`${stack.web}/api/review/classes`, { headers: authorization ? { authorization } : {} })).status;
  expect(await status(`Bearer ${token}`)).toBe(200);
  for (const other of [undefined, `Bearer ${guardian}`, `Bearer ${idToken}`, `Bearer ${forged}`, 'Bearer nonsense']) expect([401, 403]).toContain(await status(other));
});
