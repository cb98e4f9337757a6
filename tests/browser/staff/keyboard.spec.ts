/** The grid without a mouse: arrows walk, space ticks, Enter opens, a and r decide. */
import type { Page } from '@playwright/test';
import { decisions, rowOf, told } from '../support/desk.ts';
import { expect, openRooms, send, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

/** From the last filter into the rows. */
async function enterRows(page: Page): Promise<void> {
  await page.getByLabel('篩選：單一身分驗證帳號').focus();
  await page.keyboard.press('Tab');
}

test('arrows walk from row to row, and Enter opens the row', async ({ page, room }) => {
  const [first, second, third] = await send(room.pupils.slice(0, 3));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await enterRows(page);
  await expect(rowOf(page, first.pupil)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, second!.pupil)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rowOf(page, third!.pupil)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '關閉' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '關閉' })).toBeHidden();
  await expect(rowOf(page, second!.pupil)).toBeFocused();
});

test('a approves and r opens the rejection of the row that has the focus', async ({ page, room }) => {
  const [first, second] = await send(room.pupils.slice(0, 2));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await enterRows(page);
  await page.keyboard.press('a');
  await expect(rowOf(page, first.pupil)).toContainText('已通過');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('r');
  await expect(page.getByRole('radio', { name: '紙本申請書沒有簽名' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '姓名與紙本不符' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, second!.pupil)).not.toContainText('待審核');
  await told(page, `${second!.applicants[0]!.name}：不通過`);
});

test('a button that goes with its decision leaves the focus on its row', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await rowOf(page, pupil).getByRole('button', { name: /^紙本已核對，通過：/ }).press('Enter');
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await expect(rowOf(page, pupil)).toBeFocused();
});

test('the letters do nothing without a row’s focus, nor while one types', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  const decided = decisions(page);
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(rowOf(page, pupil)).toBeVisible();
  await page.keyboard.press('a');
  await page.getByLabel('篩選：MAIL').fill('');
  await page.getByLabel('篩選：MAIL').press('a');
  await page.getByLabel('篩選：MAIL').press('r');
  await expect(page.getByLabel('篩選：MAIL')).toHaveValue('ar');
  await page.getByLabel('篩選：MAIL').fill('');
  await rowOf(page, pupil).getByRole('checkbox').press('a');
  await expect(page.getByRole('checkbox', { name: '待審核案件（1）' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '紙本申請書沒有簽名' })).toBeHidden();
  expect(decided).toEqual([]);
});

test('the letters can be switched off, and stay off', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  const decided = decisions(page);
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await page.getByRole('checkbox', { name: '快速鍵 a 通過、r 不通過' }).uncheck();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: '快速鍵 a 通過、r 不通過' })).not.toBeChecked();
  await enterRows(page);
  await expect(rowOf(page, pupil)).toBeFocused();
  await page.keyboard.press('a');
  await page.keyboard.press('r');
  await page.keyboard.press(' ');
  await expect(page.getByText('已選 1 筆')).toBeVisible();
  await expect(rowOf(page, pupil)).toContainText('待審核');
  await expect(page.getByRole('radio', { name: '紙本申請書沒有簽名' })).toBeHidden();
  expect(decided).toEqual([]);
});

test('thirty rows are decided in a batch by keyboard alone', async ({ page }) => {
  const [room] = await openRooms([15]);
  await send(room!.pupils, { arrangement: 'both_parents' });
  await signInStaff(page, room!.school.teacher, `/staff/class/${room!.cls}`);
  await enterRows(page);
  for (let row = 0; row < 30; row++) {
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowDown');
  }
  await expect(page.getByText('已選 30 筆')).toBeVisible();
  const button = page.getByRole('button', { name: '紙本均已核對，批次通過' });
  for (let step = 0; step < 40 && !(await button.evaluate((one) => one === document.activeElement)); step++) await page.keyboard.press('Shift+Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '批次審核：已通過 30 筆，留下 0 筆' })).toBeVisible();
  await told(page, '完成 30 筆，留下 0 筆');
});
