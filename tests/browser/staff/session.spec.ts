/** A working day is longer than a token. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { expect, send, test } from '../support/room.ts';
import { approve, openReject, rowOf, show } from '../support/desk.ts';
import { enterAtPool, signInStaff } from '../support/staff.ts';
import { signOutEverywhere } from '../support/strangers.ts';

/** So many times twenty-one minutes in which somebody is at work. */
async function passAtWork(page: Page, times: number): Promise<void> {
  for (let at = 0; at < times; at++) {
    await page.clock.fastForward('21:00');
    await page.keyboard.press('Shift');
  }
}

test('a token that runs out is renewed without a word', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  // The local pool says of a renewed ID token that its owner signed in anew, which the site rightly does not believe; Cognito
  // keeps the time of the sign-in. A renewal without ID token is as good.
  const renewed: string[] = [];
  await page.route(/\/oauth2\/token$/, async (route) => {
    if (!/grant_type=refresh_token/.test(route.request().postData() ?? '')) return route.continue();
    const answer = await route.fetch();
    const { id_token: _, ...rest } = (await answer.json()) as Record<string, unknown>;
    renewed.push(String(rest['access_token']));
    return route.fulfill({ response: answer, json: rest });
  });
  await page.clock.install();
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(rowOf(page, pupil)).toBeVisible();
  await passAtWork(page, 3);
  await expect.poll(() => renewed.length).toBeGreaterThan(0);
  const decided = page.waitForRequest(/\/api\/review\/decisions$/);
  await approve(rowOf(page, pupil));
  expect(renewed).toContain((await decided).headers()['authorization']?.replace('Bearer ', ''));
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await expect(page.getByRole('button', { name: '重新登入' })).toBeHidden();
});

test('a sign-in that has ended is asked for again, and what was being written is still there', async ({ page, room }) => {
  const [{ pupil }, { pupil: other }] = await send(room.pupils.slice(0, 2));
  await page.clock.install();
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await show(page, { pending: true, decided: true });
  await rowOf(page, other).getByRole('checkbox').check();
  await openReject(rowOf(page, pupil));
  await page.getByRole('radio', { name: '其他原因' }).check();
  await page.getByLabel('補充說明').fill('請到學務處一趟');

  await signOutEverywhere(room.school.teacher);
  await passAtWork(page, 3);
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(page.getByRole('alert')).toContainText('登入時間已過，請再登入一次。');
  await page.getByRole('button', { name: '重新登入' }).click();
  await enterAtPool(page, room.school.teacher);

  await expect(page.getByLabel('補充說明')).toHaveValue('請到學務處一趟');
  await expect(page.getByRole('radio', { name: '其他原因' })).toBeChecked();
  await expect(rowOf(page, other).getByRole('checkbox')).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^已審核案件/ })).toBeChecked();
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(rowOf(page, pupil).getByRole('button', { name: /^不通過：/ })).toBeHidden();
  await expect(rowOf(page, pupil)).toContainText('不通過');
});

test('after half an hour without anybody the tab signs out, and leads back to where one was', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  const revoked: string[] = [];
  // The local pool has no such address; Cognito answers like this.
  await page.route(/\/oauth2\/revoke$/, (route) => {
    revoked.push(route.request().postData() ?? '');
    return route.fulfill({ status: 200, headers: { 'access-control-allow-origin': '*' } });
  });
  await page.clock.install();
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(rowOf(page, pupil)).toBeVisible();
  await page.clock.fastForward('28:01');
  const warning = page.getByRole('dialog', { name: '您還在嗎？' });
  await expect(warning.getByRole('button', { name: '繼續使用' })).toBeFocused();
  await expectAccessible(page, 'the question whether somebody is there');
  await page.keyboard.press('Enter');
  await expect(warning).toBeHidden();
  expect(revoked).toEqual([]);

  await page.clock.fastForward('30:01');
  await expect(page.getByText('閒置 30 分鐘，為了安全已登出。', { exact: false })).toBeVisible();
  expect(revoked.join()).toMatch(/token_type_hint=refresh_token/);
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('oidc.user')))).toEqual([]);
  await page.getByRole('button', { name: '以學校帳號登入' }).click();
  await enterAtPool(page, room.school.teacher);
  await expect(rowOf(page, pupil)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/staff/class/${room.cls}$`));
});
