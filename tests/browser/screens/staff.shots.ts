import type { Page } from '@playwright/test';
import { signIn } from '../support/family.ts';
import { ApiFamily } from '../support/api.ts';
import { applicant } from '../support/people.ts';
import { approve, openReject, rowOf, show } from '../support/desk.ts';
import { openRooms, send, test, expect } from '../support/room.ts';
import { signInStaff, StaffApi } from '../support/staff.ts';
import { shot } from './shot.ts';

const NAMES = ['王恩瑜', '瑪拉歐斯‧達努巴克‧烏瑪芙‧伊斯坦大', '林𠮷堃', 'Nguyễn Minh Anh', '歐陽品彤', 'Siti Rahma', '尤敏‧哈勇', '陳宥廷'];
const PHONE = 500;

test('a class', async ({ page }, info) => {
  const [room] = await openRooms([8], { names: NAMES, undoSeconds: 600 });
  if (!room) throw new Error('no class');
  const { school, cls, pupils } = room;
  await page.goto('/staff');
  await expect(page.getByRole('button', { name: '以學校帳號登入' })).toBeVisible();
  await shot(page, info, 'staff-sign-in');
  await signInStaff(page, school.teacher, `/staff/class/${cls}`);
  await expect(page.getByText('全部審完了')).toBeVisible();
  await shot(page, info, 'staff-empty');
  const [first, second, third, fourth, fifth] = pupils;
  await send([first!, second!], { arrangement: 'both_parents' });
  await send([third!], { arrangement: 'one_parent', applicants: [{ ...applicant('mother'), name: 'Nguyễn Thị Minh Khai', email: `a-rather-long-mailbox-name.${applicant().email}` }] });
  await send([fourth!], { arrangement: 'other_guardian' });
  await (await ApiFamily.signIn(fifth!)).consent('decline');
  await page.reload();
  const list = page.viewportSize()!.width < PHONE ? page.getByRole('listitem') : page.getByRole('row');
  await expect(list.filter({ hasText: first!.name }).first()).toBeVisible();
  await shot(page, info, 'staff-pending');
  if (page.viewportSize()!.width >= PHONE) {
    await openReject(rowOf(page, third!));
    await shot(page, info, 'staff-reject');
    await page.keyboard.press('Escape');
  }
  for (const box of await page.getByRole('checkbox', { name: /^選取/ }).all()) await box.check();
  await shot(page, info, 'staff-ticked', { visible: true });
  await page.getByRole('button', { name: /批次審核|通過/ }).last().click();
  await shot(page, info, 'staff-batch', { visible: true });
  await page.keyboard.press('Escape');
  const colleague = await StaffApi.signIn(school.registrar);
  const rows = await colleague.rows(cls);
  await colleague.decide(rows.slice(0, 2));
  await colleague.decide(rows.slice(2, 3), { outcome: 'reject', reason_code: 'name_differs' });
  await page.reload();
  await show(page, { pending: true, decided: true });
  await shot(page, info, 'staff-decided');
  await page.getByRole('link', { name: /全班/ }).first().click();
  await expect(page.getByText(fifth!.name).first()).toBeVisible();
  await shot(page, info, 'staff-whole-class');
  await page.goto(`/staff/class/${cls}/forms`);
  await expect(page.getByText('上聯').first()).toBeVisible();
  await shot(page, info, 'staff-forms', { visible: true });
});

test('approve and undo', async ({ page, room }, info) => {
  test.skip(info.project.name === 'phone', 'the bar is the same');
  await send(room.pupils.slice(0, 2));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await approve(rowOf(page, room.pupils[0]!));
  await expect(page.getByRole('button', { name: /復原/ }).first()).toBeVisible();
  await shot(page, info, 'staff-undo');
});

test('what a family sees of the decision', async ({ page }, info) => {
  const [quick] = await openRooms([2], { undoSeconds: 2, listed: true });
  if (!quick) throw new Error('no class');
  const [one, two] = quick.pupils;
  await send([one!, two!], { arrangement: 'both_parents' });
  const teacher = await StaffApi.signIn(quick.school.teacher);
  const rows = await teacher.rows(quick.cls);
  const of = (pupil: typeof one) => rows.filter((row) => row.student_number === pupil!.account.slice(1));
  await teacher.decide(of(one).slice(0, 1), { outcome: 'reject', reason_code: 'other', reason: '簽名處請父母各自親簽，謝謝。' });
  await teacher.decide(of(one).slice(1));
  await teacher.decide(of(two));
  await signIn(page, one!);
  await shot(page, info, 'portal-returned');
  await page.goto('/send');
  await accounts(page, 1);
  await shot(page, info, 'send-returned');
  await page.context().clearCookies();
  await page.goto('about:blank');
  await signIn(page, two!);
  await page.goto('/send');
  await accounts(page, 2);
  await shot(page, info, 'send-done');
});

test('an account that failed, as the family sees it, and the record of forms taken out', async ({ page }, info) => {
  const [quick] = await openRooms([2], { undoSeconds: 2, listed: true });
  if (!quick) throw new Error('no class');
  const [one, two] = quick.pupils;
  const person = applicant('father');
  await send([one!], { applicants: [person] });
  await send([two!], { applicants: [{ ...person, name: '完全不同' }] });
  const teacher = await StaffApi.signIn(quick.school.teacher);
  const decided = async (pupil: typeof one, state: string): Promise<void> => {
    const row = async () => (await teacher.rows(quick.cls)).filter((each) => each.student_number === pupil!.account.slice(1));
    await teacher.decide(await row());
    await expect.poll(async () => (await row())[0]?.account, { timeout: 40_000 }).toBe(state);
  };
  await decided(one, 'created');
  await decided(two, 'failed');
  await signIn(page, two!);
  await expect(page.getByText('但帳號還沒建立成功')).toBeVisible();
  await shot(page, info, 'portal-failed');
  await page.goto('/send');
  await expect(page.getByText('帳號還沒建立成功').first()).toBeVisible();
  await shot(page, info, 'send-failed');
  await signInStaff(page, quick.school.registrar, `/staff/class/${quick.cls}/forms`);
  await expect(page.getByText('上聯').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('上聯').first()).toBeVisible();
  await page.locator('details summary').click();
  await shot(page, info, 'staff-forms-taken', { visible: true });
});

/** Looks again until so many accounts are made. */
async function accounts(page: Page, count: number): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('帳號已建立')).toHaveCount(count, { timeout: 2_000 });
  }).toPass();
}
