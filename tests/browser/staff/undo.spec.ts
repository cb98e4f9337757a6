/** Ten minutes to take a decision back, on a clock that one sees. */
import { approve, numberOf, openReject, rowOf, show, told, undoBar } from '../support/desk.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff, StaffApi } from '../support/staff.ts';

test('an approval can be taken back while the clock runs', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  const decided = page.waitForResponse((answer) => answer.url().endsWith('/api/review/decisions'));
  await approve(rowOf(page, pupil));
  await decided;
  const bar = undoBar(page, '已通過 1 筆');
  await expect(bar).toContainText(/(10:00|9:[45]\d)/);
  await expect(bar, 'it runs').toContainText(/9:(5[0-6]|4\d)/);
  await bar.getByRole('button', { name: '復原' }).click();
  await expect(rowOf(page, pupil)).toContainText('待審核');
  await expect(bar).toBeHidden();
  await told(page, '已復原 1 筆');
});

test('a rejection can be taken back from its row, whose button has the clock too', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await openReject(rowOf(page, pupil));
  await page.getByRole('radio', { name: '姓名與紙本不符' }).check();
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(undoBar(page, '不通過 1 筆')).toBeVisible();
  await rowOf(page, pupil).getByRole('button', { name: pupil.name }).click();
  await page.getByRole('button', { name: /^復原（\d+:\d\d）$/ }).click();
  await expect(rowOf(page, pupil)).toContainText('待審核');
});

test('when the window is over nothing offers it any more', async ({ page, quickRoom }) => {
  const [{ pupil }] = await send(quickRoom.pupils.slice(0, 1));
  await signInStaff(page, quickRoom.school.teacher, `/staff/class/${quickRoom.cls}`);
  await approve(rowOf(page, pupil));
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await rowOf(page, pupil).getByRole('button', { name: pupil.name }).click();
  await expect(undoBar(page, '已通過 1 筆')).toBeHidden();
  await expect(page.getByRole('button', { name: /^復原/ })).toBeHidden();
});

test('a button pressed too late is refused in words, and the decision stays in sight', async ({ page, quickRoom }) => {
  const [{ pupil }] = await send(quickRoom.pupils.slice(0, 1));
  const teacher = await StaffApi.signIn(quickRoom.school.teacher);
  await page.clock.install();
  await signInStaff(page, quickRoom.school.teacher, `/staff/class/${quickRoom.cls}`);
  await expect(rowOf(page, pupil)).toBeVisible();
  await page.clock.pauseAt(Date.now() + 60_000); // a machine that slept with the button on its screen
  await approve(rowOf(page, pupil));
  await expect(undoBar(page, '已通過 1 筆')).toBeVisible();
  await expect.poll(async () => Date.now() > Date.parse((await teacher.row(quickRoom.cls, numberOf(pupil))).undo_until ?? '') + 500).toBe(true);
  await undoBar(page, '已通過 1 筆').getByRole('button', { name: '復原' }).click();
  await expect(rowOf(page, pupil)).toContainText('復原時間已過。要更改請洽註冊組。');
  await told(page, '復原時間已過');
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await show(page, { pending: false, decided: true });
  await expect(rowOf(page, pupil)).toContainText('已通過');
});
