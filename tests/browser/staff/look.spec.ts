/** The whole ID number: for a reason, for a minute, and the registrar sees who looked. */
import { expectAccessible } from '../support/axe.ts';
import { rowOf } from '../support/desk.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

test('a teacher looks at a whole number with a reason, it is gone after a minute, and the registrar sees it', async ({ page, room, browser }) => {
  const [{ pupil, applicants }] = await send(room.pupils.slice(0, 1));
  const whole = applicants[0]!.national_id;
  await page.clock.install();
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(rowOf(page, pupil)).toBeVisible();
  await expect(page.getByText(whole)).toHaveCount(0);
  await rowOf(page, pupil).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '看完整身分證字號' }).click();
  const dialog = page.getByRole('dialog', { name: /的完整身分證字號$/ });
  await dialog.getByRole('button', { name: '顯示' }).click();
  await expect(dialog.getByLabel('原因')).toHaveAccessibleDescription(/請填寫/);
  await expectAccessible(page, 'the dialog for a look, with an error');
  await dialog.getByLabel('原因').fill('紙本字跡不清');
  await dialog.getByRole('button', { name: '顯示' }).click();
  await expect(dialog.getByText(whole)).toBeVisible();
  await expectAccessible(page, 'a whole number');
  await page.clock.fastForward('01:01');
  await expect(page.getByText(whole)).toHaveCount(0);

  const registry = await (await browser.newContext()).newPage();
  await signInStaff(registry, room.school.registrar, `/staff/class/${room.cls}`);
  await rowOf(registry, pupil).focus();
  await registry.keyboard.press('Enter');
  await expect(registry.getByText('紙本字跡不清')).toBeVisible();
  await registry.context().close();
});
