/** What went wrong after a decision is mended on the row. */
import { applicant } from '../support/people.ts';
import { approve, rowOf, told } from '../support/desk.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

const SOON = { timeout: 40_000 };

test('an account that failed says why, and is tried again from its row', async ({ page, quickRoom }) => {
  const person = applicant('father');
  const [{ pupil: first }] = await send(quickRoom.pupils.slice(0, 1), { applicants: [person] });
  const [{ pupil: second }] = await send(quickRoom.pupils.slice(1, 2), { applicants: [{ ...person, name: '完全不同' }] });
  await signInStaff(page, quickRoom.school.teacher, `/staff/class/${quickRoom.cls}`);
  await approve(rowOf(page, first));
  await expect(rowOf(page, first)).toContainText('帳號已建立', SOON);
  await approve(rowOf(page, second));
  await expect(rowOf(page, second)).toContainText('建立失敗', SOON);
  await expect(rowOf(page, second)).toContainText('這個身分證字號的帳號姓名不同，請與註冊組確認。');
  await rowOf(page, second).getByRole('button', { name: '重試建立帳號' }).click();
  await told(page, '完全不同：帳號重新建立中');
  await expect(rowOf(page, second).getByRole('button', { name: '重試建立帳號' })).toBeVisible(SOON);
});

test('the mails of a row are listed, and the one that fits is sent again', async ({ page, quickRoom }) => {
  const [{ pupil, applicants }] = await send(quickRoom.pupils.slice(0, 1));
  await signInStaff(page, quickRoom.school.teacher, `/staff/class/${quickRoom.cls}`);
  await approve(rowOf(page, pupil));
  await expect(rowOf(page, pupil)).toContainText('帳號已建立', SOON);
  await rowOf(page, pupil).getByRole('button', { name: pupil.name }).click();
  const mails = page.getByRole('definition').filter({ hasText: '通知　' });
  await expect(mails).toContainText('收件通知');
  await expect(mails.getByText(/^通過通知　已寄出/)).toHaveCount(1, SOON);
  await expect(mails).not.toContainText(applicants[0]!.email);
  await page.getByRole('button', { name: '重寄通知' }).click();
  await told(page, `${applicants[0]!.name}：通知重寄中`);
  await expect(mails.getByText(/^通過通知　已寄出/)).toHaveCount(2, SOON);
});

test('a mail that cannot be delivered says so on its row, with the button that sends it again', async ({ page, room }) => {
  const nowhere = { ...applicant('father'), email: 'ting@學校教育行政資訊平臺親子連結申請通知信箱.tw' }; // a domain too long to exist
  const [{ pupil }] = await send(room.pupils.slice(0, 1), { applicants: [nowhere] });
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(rowOf(page, pupil)).toContainText('通知寄不到', SOON);
  await rowOf(page, pupil).getByRole('button', { name: '重寄通知' }).click();
  await told(page, `${nowhere.name}：通知重寄中`);
  await expect(rowOf(page, pupil)).toContainText('通知寄不到', SOON);
});
