/** axe finds nothing on any staff page and state, on a screen and on a phone, light and dark. */
import { expectAccessibleInBoth } from '../support/axe.ts';
import { approve } from '../support/desk.ts';
import { expect, send, test, type Room } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

const SIZES = { 'a screen': { width: 1280, height: 800 }, 'a phone': { width: 360, height: 740 } };

/** A class with a family that has one applicant, one with another guardian, and one that is silent. */
const prepared = async ({ pupils }: Room) => {
  await Promise.all([send(pupils.slice(0, 2)), send(pupils.slice(2, 3), { arrangement: 'other_guardian' })]);
};

for (const [where, viewport] of Object.entries(SIZES)) {
  test.describe(`on ${where}`, () => {
    test.use({ viewport });

    test(`signing in, on ${where}`, async ({ page }) => {
      await page.goto('/staff');
      await expect(page.getByRole('button', { name: '以學校帳號登入' })).toBeVisible();
      await expectAccessibleInBoth(page, 'signing in');
      await page.goto('/staff/callback?error=access_denied&state=unknown');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessibleInBoth(page, 'a sign-in that was refused');
    });

    test(`the list, what opens in it and what comes of decisions, on ${where}`, async ({ page, room }) => {
      await prepared(room);
      await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
      const buttons = page.getByRole('button', { name: /^不通過：/ });
      await expect(buttons).toHaveCount(3);
      await expectAccessibleInBoth(page, 'the list');
      await page.getByRole('checkbox', { name: '全選本頁' }).check();
      await buttons.first().click();
      await page.getByRole('button', { name: /^送出不通過/ }).click();
      await expectAccessibleInBoth(page, 'ticked, and a rejection without a reason');
      await page.getByRole('button', { name: '取消', exact: true }).click();
      await page.getByRole('button', { name: '批次不通過' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessibleInBoth(page, 'rejecting a batch');
      await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
      await page.getByRole('button', { name: '紙本均已核對，批次通過' }).click();
      await expect(page.getByRole('heading', { name: '批次審核：已通過 2 筆，留下 1 筆' })).toBeVisible();
      await expectAccessibleInBoth(page, 'the summary of a batch, with undo');
      await approve(page.getByRole('main'));
      await page.getByRole('button', { name: '紙本已核對，通過', exact: true }).click();
      await expectAccessibleInBoth(page, 'another guardian without proof');
      await page.getByRole('checkbox', { name: '監護證明或家長委託書已核對' }).check();
      await page.getByRole('button', { name: '紙本已核對，通過', exact: true }).click();
      await expect(page.getByRole('heading', { name: '全部審完了' })).toBeVisible();
      await expectAccessibleInBoth(page, 'all decided');
    });

    test(`全班, the forms and what is not found, on ${where}`, async ({ page, room }) => {
      await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);
      await page.getByRole('checkbox', { name: `紙本已收：${room.pupils[0].name}` }).check();
      await expectAccessibleInBoth(page, '全班');
      await page.getByRole('link', { name: '列印申請書' }).click();
      await expect(page.getByRole('heading', { name: '空白申請書' })).toBeVisible();
      await expect(page.getByRole('article')).toHaveCount(4);
      await expectAccessibleInBoth(page, 'the forms');
      await page.goto('/staff/form/unknown');
      await expect(page.getByRole('heading', { name: '找不到這張申請書' })).toBeVisible();
      await expectAccessibleInBoth(page, 'a form that is not found');
      await page.goto('/staff/class/999');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessibleInBoth(page, 'a class that is not found');
    });
  });
}
