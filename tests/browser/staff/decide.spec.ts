/** Approving and rejecting one, without leaving the row. */
import { approve, openReject, rowOf, show, told } from '../support/desk.ts';
import { ApiFamily } from '../support/api.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

type Case = { applicants: { review: { state: string; reason_code?: string; reason?: string } }[] };
const asFamily = async (pupil: Parameters<typeof ApiFamily.signIn>[0]) => (await (await ApiFamily.signIn(pupil)).send('GET', '/api/case')) as unknown as Case;

test('the approving button says that the signed paper was checked, and approves', async ({ page, room }) => {
  const [{ pupil, applicants }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(page.getByText('按「通過」即表示已核對簽名的紙本申請書。')).toBeVisible();
  await rowOf(page, pupil).getByRole('button', { name: `紙本已核對，通過：${applicants[0]!.name}` }).click();
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await expect(rowOf(page, pupil)).toContainText('建立中');
  await told(page, `${applicants[0]!.name}：已通過`);
  expect((await asFamily(pupil)).applicants[0]?.review.state).toBe('approved');
});

test('a rejection takes its reason from a chip, and the family reads it', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await openReject(rowOf(page, pupil));
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(page.getByRole('alert')).toHaveText('請選一個原因，或寫下原因。');
  await page.getByRole('radio', { name: '紙本申請書沒有簽名' }).check();
  await page.getByRole('button', { name: '送出不通過（1 筆）' }).click();
  await expect(rowOf(page, pupil)).toContainText('不通過');
  await expect(rowOf(page, pupil).getByRole('button', { name: /^不通過：/ })).toBeHidden();
  await rowOf(page, pupil).getByRole('button', { name: pupil.name }).click();
  await expect(page.getByRole('definition').filter({ hasText: '紙本申請書沒有簽名' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: room.school.teacher.name })).toBeVisible();
  expect((await asFamily(pupil)).applicants[0]?.review.reason_code).toBe('no_signature');
});

test('a reason in words is enough, and says before who will read it', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await openReject(rowOf(page, pupil));
  await expect(page.getByText('家長會收到這段文字，學生也可能看到。最多 200 字。')).toBeVisible();
  await page.getByLabel('補充說明').fill('請用正楷再簽一次');
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(rowOf(page, pupil).getByRole('button', { name: /^不通過：/ })).toBeHidden();
  expect((await asFamily(pupil)).applicants[0]?.review).toMatchObject({ state: 'rejected', reason_code: 'other', reason: '請用正楷再簽一次' });
});

test('其他原因 needs words', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await openReject(rowOf(page, pupil));
  await page.getByRole('radio', { name: '其他原因' }).check();
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(page.getByRole('alert')).toHaveText('選「其他原因」時，請寫下原因。');
  await page.getByRole('button', { name: '取消' }).click();
  await expect(rowOf(page, pupil)).toContainText('待審核');
});

test('another guardian is approved only once the proof is stated as seen', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1), { arrangement: 'other_guardian' });
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(rowOf(page, pupil)).toContainText('監護人（祖母）');
  await approve(rowOf(page, pupil));
  await page.getByRole('button', { name: '紙本已核對，通過', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('請先核對監護證明或家長委託書，並勾選。');
  await page.getByRole('checkbox', { name: '監護證明或家長委託書已核對' }).check();
  await page.getByRole('button', { name: '紙本已核對，通過', exact: true }).click();
  await expect(rowOf(page, pupil)).toContainText('已通過');
});

test('when all is decided, the page says so and what is still out', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await approve(rowOf(page, pupil));
  await expect(page.getByRole('heading', { name: '全部審完了' })).toBeVisible();
  await expect(page.getByText('還有 3 位學生的家長沒有回覆，0 位無意參加。')).toBeVisible();
  await page.getByRole('button', { name: '重新整理' }).click();
  await expect(rowOf(page, pupil)).toBeHidden();
  await show(page, { pending: true, decided: true });
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await show(page, { pending: true, decided: false });
  await page.getByRole('link', { name: '看看是哪幾位' }).click();
  await expect(page.getByRole('heading', { name: `${room.cls} 班 全班` })).toBeVisible();
});
