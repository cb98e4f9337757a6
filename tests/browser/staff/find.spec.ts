/** From the paper in the hand to its row: by the form's QR code, or by the 核對碼 written on it. */
import { numberOf, rowOf } from '../support/desk.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff, StaffApi } from '../support/staff.ts';

const caseOf = (applicantId: string): string => applicantId.slice(0, applicantId.lastIndexOf('-'));

test('a scanned form asks to sign in, and then opens its row', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(1, 2));
  const row = await (await StaffApi.signIn(room.school.teacher)).row(room.cls, numberOf(pupil));
  await signInStaff(page, room.school.teacher, `/staff/form/${caseOf(row.applicant_id)}`);
  await expect(rowOf(page, pupil)).toBeFocused();
  await expect(page.getByRole('definition').filter({ hasText: row.reference })).toBeVisible();
  await expect(page).toHaveURL(`/staff/class/${room.cls}`);
});

test('the 核對碼 finds it too, whatever list it is in and however it is written', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  const teacher = await StaffApi.signIn(room.school.teacher);
  const row = await teacher.row(room.cls, numberOf(pupil));
  await teacher.decide([row]);
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await page.getByLabel('核對碼').fill(row.reference.toLowerCase());
  await page.getByRole('button', { name: '找案件' }).click();
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await expect(rowOf(page, pupil)).toBeFocused();
});

test('a form whose family has sent nothing leads to its pupil in 全班', async ({ page, room }) => {
  const teacher = await StaffApi.signIn(room.school.teacher);
  const [first] = await teacher.send<{ form: string; name: string }[]>('GET', `/api/review/classes/${room.cls}/students`);
  await signInStaff(page, room.school.teacher, `/staff/form/${first!.form}`);
  await expect(page.getByRole('heading', { name: `${room.cls} 班 全班` })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: `紙本已收：${first!.name}` })).toBeVisible();
});

test('a form of another class is not found, and what to look at is said', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  const row = await (await StaffApi.signIn(room.school.registrar)).row(room.cls, numberOf(pupil));
  await signInStaff(page, room.school.colleague, `/staff/form/${caseOf(row.applicant_id)}`);
  await expect(page.getByRole('heading', { name: '找不到這張申請書' })).toBeVisible();
  await expect(page.getByText('不是您班上的申請書也找不到')).toBeVisible();
  await expect(page.getByText(pupil.name)).toBeHidden();
  await page.goto('/staff');
  await page.getByLabel('核對碼').fill(row.reference);
  await page.getByRole('button', { name: '找案件' }).click();
  await expect(page.getByRole('heading', { name: '找不到這張申請書' })).toBeVisible();
});
