/** What changes by itself, or by somebody else, shows up; nobody overwrites anybody. */
import { approve, numberOf, openReject, rowOf, told } from '../support/desk.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff, StaffApi } from '../support/staff.ts';

test('an account’s state goes on to 帳號已建立 without loading the page again', async ({ page, quickRoom }) => {
  const [{ pupil }] = await send(quickRoom.pupils.slice(0, 1));
  await signInStaff(page, quickRoom.school.teacher, `/staff/class/${quickRoom.cls}`);
  await expect(rowOf(page, pupil)).toContainText('--');
  await approve(rowOf(page, pupil));
  await expect(rowOf(page, pupil)).toContainText('帳號已建立', { timeout: 40_000 });
});

test('a colleague’s decision shows up on coming back to the tab, and says that it is new', async ({ page, browser, room }) => {
  const [{ pupil, applicants }] = await send(room.pupils.slice(0, 2));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await expect(rowOf(page, pupil)).toContainText('待審核');

  const other = await browser.newPage();
  await signInStaff(other, room.school.registrar, `/staff/class/${room.cls}`);
  await openReject(rowOf(other, pupil));
  await other.getByRole('radio', { name: '身分證字號與紙本不符' }).check();
  await other.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(rowOf(other, pupil)).not.toContainText('待審核');
  await other.close();

  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // as a browser does on coming back
  await expect(rowOf(page, pupil)).toContainText('剛才有人更新了這筆案件');
  await expect(rowOf(page, pupil)).toContainText('不通過');
  await expect(rowOf(page, pupil).getByRole('button', { name: `紙本已核對，通過：${applicants[0]!.name}` })).toBeHidden();
  await told(page, `有人更新了：${pupil.name}`);
});

test('two teachers at once: the second decision is not taken, and the first is shown', async ({ page, browser, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  const teacher = await StaffApi.signIn(room.school.teacher);
  await teacher.settled(room.cls); // A list with a mail on its way would be read again by itself.
  const other = await browser.newPage();
  for (const [one, who] of [[page, room.school.teacher], [other, room.school.registrar]] as const) {
    await signInStaff(one, who, `/staff/class/${room.cls}`);
    await expect(rowOf(one, pupil)).toContainText('待審核');
  }
  await openReject(rowOf(other, pupil));
  await other.getByRole('radio', { name: '紙本申請書沒有簽名' }).check();
  await other.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(rowOf(other, pupil)).not.toContainText('待審核');
  await other.close();

  await approve(rowOf(page, pupil));
  await expect(rowOf(page, pupil)).toContainText(/已經有人審核過，請看最新的結果|剛剛有人更新過/);
  await expect(rowOf(page, pupil)).toContainText('不通過');
  const { review } = await teacher.row(room.cls, numberOf(pupil));
  expect(review).toBe('rejected');
});

test('without a network nothing is decided, and nothing that was written is lost', async ({ page, context, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await openReject(rowOf(page, pupil));
  await page.getByLabel('補充說明').fill('請補簽名');
  await context.setOffline(true);
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(page.getByRole('alert')).toContainText('連不上網路，請稍後再試一次。');
  await context.setOffline(false);
  await expect(page.getByLabel('補充說明')).toHaveValue('請補簽名');
  await page.getByRole('button', { name: /^送出不通過/ }).click();
  await expect(rowOf(page, pupil)).not.toContainText('待審核');
  await expect(page.getByRole('alert')).toBeHidden();
});
