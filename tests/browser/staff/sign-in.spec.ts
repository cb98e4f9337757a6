/** Staff sign in at the school's own page; nothing of the school is seen before. */
import { expect, test } from '../support/room.ts';
import { enterAtPool, signInStaff } from '../support/staff.ts';
import { makeStranger } from '../support/strangers.ts';

test('a teacher signs in at the pool’s page with authorization code and PKCE', async ({ page, room }) => {
  const asked = page.waitForRequest(/\/oauth2\/authorize\?/);
  const redeemed = page.waitForRequest(/\/oauth2\/token$/);
  await signInStaff(page, room.school.teacher);
  const question = new URL((await asked).url()).searchParams;
  expect(question.get('response_type')).toBe('code');
  expect(question.get('code_challenge_method')).toBe('S256');
  const exchange = new URLSearchParams((await redeemed).postData() ?? '');
  expect(exchange.get('grant_type')).toBe('authorization_code');
  expect(exchange.get('code_verifier')?.length).toBeGreaterThanOrEqual(43);
  expect(exchange.has('client_secret')).toBe(false);
  await expect(page.getByRole('combobox', { name: '班級' })).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
});

test('signing in leads back to the address that one came for', async ({ page, room }) => {
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);
  await expect(page.getByRole('heading', { name: `${room.cls} 班 全班` })).toBeVisible();
});

test('a wrong password is told at the pool’s page, and the right one goes on from there', async ({ page, room }) => {
  await page.goto('/staff');
  await page.getByRole('button', { name: '以學校帳號登入' }).click();
  await enterAtPool(page, { ...room.school.teacher, password: 'wrong-password' });
  await expect(page.getByText(/incorrect/i)).toBeVisible();
  await enterAtPool(page, room.school.teacher);
  await expect(page.getByRole('button', { name: '登出' })).toBeVisible();
});

test('a sign-in that the pool broke off is told, and can be begun again', async ({ page, room }) => {
  await page.goto('/staff/callback?error=access_denied&state=unknown');
  await expect(page.getByRole('alert')).toHaveText('登入沒有完成，請再試一次。');
  await page.getByRole('button', { name: '以學校帳號登入' }).click();
  await enterAtPool(page, room.school.teacher);
  await expect(page.getByRole('combobox', { name: '班級' })).toBeVisible();
});

test('who signs out is out, on the way back too', async ({ page, room }) => {
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);
  await expect(page.getByRole('cell', { name: room.pupils[0].name, exact: true })).toBeVisible();
  await page.getByRole('button', { name: '登出' }).click();
  await expect(page.getByRole('button', { name: '以學校帳號登入' })).toBeVisible();
  await page.goto(`/staff/class/${room.cls}/all`);
  await expect(page.getByRole('button', { name: '以學校帳號登入' })).toBeVisible();
  await expect(page.getByText(room.pupils[0].name)).toBeHidden();
});

test('somebody of the pool whom no school has on its staff is told whom to ask', async ({ page }) => {
  await signInStaff(page, await makeStranger());
  await expect(page.getByRole('alert')).toContainText('這個帳號不在學校的教職員名單上，請與註冊組聯絡。');
});
