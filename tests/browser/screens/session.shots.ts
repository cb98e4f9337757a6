import { signIn } from '../support/family.ts';
import { expect, send, test } from '../support/room.ts';
import { rowOf, cardOf } from '../support/desk.ts';
import { openSchool } from '../support/school.ts';
import { signInStaff } from '../support/staff.ts';
import { shot } from './shot.ts';

test('nobody is there', async ({ page }, info) => {
  const school = await openSchool({ classes: [1] });
  await page.clock.install();
  await signIn(page, school.pupils[0]!);
  await page.clock.fastForward('13:01');
  await expect(page.getByRole('dialog', { name: '您還在嗎？' })).toBeVisible();
  await shot(page, info, 'idle', { visible: true });
  await page.clock.fastForward('02:00');
  await expect(page.getByRole('dialog', { name: '請再登入一次' })).toBeVisible();
  await shot(page, info, 'idle-ended', { visible: true });
});

test('a whole number', async ({ page, room }, info) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.registrar, `/staff/class/${room.cls}`);
  const phone = info.project.name === 'phone';
  if (phone) await cardOf(page, pupil).getByRole('button', { name: /詳細資料/ }).first().click();
  else {
    await rowOf(page, pupil).focus();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: '看完整身分證字號' }).click();
  const dialog = page.getByRole('dialog', { name: /的完整身分證字號$/ });
  await shot(page, info, 'staff-look-reason', { visible: true });
  await dialog.getByLabel('原因').fill('紙本字跡不清');
  await dialog.getByRole('button', { name: '顯示' }).click();
  await expect(dialog.getByRole('status')).toBeVisible();
  await shot(page, info, 'staff-look', { visible: true });
});
