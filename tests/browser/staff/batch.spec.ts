/** 批次審核: thirty families in one go; what is not clean is left, with its reason. */
import { ApiFamily } from '../support/api.ts';
import { numberOf, rowOf, seats, show, told, undoBar } from '../support/desk.ts';
import { expect, openRooms, send, test } from '../support/room.ts';
import type { Entry } from '../support/school.ts';
import { signInStaff, StaffApi } from '../support/staff.ts';

/** A mailbox that is not the one on the signed paper any more. */
async function correctEmail(pupil: Entry): Promise<void> {
  const family = await ApiFamily.signIn(pupil);
  const { applicants } = (await family.send('GET', '/api/case')) as unknown as { applicants: { applicant_id: string }[] };
  await family.send('PATCH', `/api/case/applicants/${applicants[0]!.applicant_id}`, { email: 'corrected@example.com' });
}

test('thirty families are decided in a batch, which says what it did and what it left', async ({ page }) => {
  const [room] = await openRooms([30]);
  const { school, cls, pupils } = room!;
  const [withProof, meanwhile, corrected, ...rest] = pupils;
  await send([withProof!], { arrangement: 'other_guardian' });
  await send([meanwhile!, corrected!, ...rest]);
  await correctEmail(corrected!);
  const registrar = await StaffApi.signIn(school.registrar);
  await registrar.settled(cls); // A list with a mail on its way would be read again by itself, and let go of who was decided.
  await signInStaff(page, school.teacher, `/staff/class/${cls}`);
  await page.getByRole('checkbox', { name: '全選本頁' }).check();
  await expect(page.getByText('已選 30 筆')).toBeVisible();
  await registrar.decide([await registrar.row(cls, numberOf(meanwhile!))], { outcome: 'reject', reason_code: 'id_differs' });
  await page.getByRole('button', { name: '紙本均已核對，批次通過' }).click();

  const summary = page.getByRole('region', { name: '批次審核：已通過 27 筆，留下 3 筆' });
  await expect(summary.getByRole('listitem')).toHaveCount(3);
  for (const { name } of [withProof!, corrected!]) await expect(summary.getByRole('listitem').filter({ hasText: name })).toContainText('請逐筆審核');
  await expect(summary.getByRole('listitem').filter({ hasText: meanwhile!.name })).toContainText(/已經有人審核過|剛剛有人更新過/);
  await told(page, '完成 27 筆，留下 3 筆');
  await expect(rowOf(page, withProof!)).toContainText('待審核');
  await expect(rowOf(page, meanwhile!)).toContainText('不通過');

  await summary.getByRole('link', { name: new RegExp(withProof!.name) }).click();
  await expect(rowOf(page, withProof!)).toBeFocused();
  await expect(page.getByText('其他關係者擔任監護人', { exact: true })).toBeVisible();

  await undoBar(page, '已通過 27 筆').getByRole('button', { name: '復原' }).click();
  await expect(page.getByRole('checkbox', { name: '待審核案件（29）' })).toBeVisible();
  await told(page, '已復原 27 筆');
  expect((await registrar.rows(cls)).filter((row) => row.review === 'pending')).toHaveLength(29);
});

test('a batch is rejected with one reason for all', async ({ page, room }) => {
  const sent = await send(room.pupils);
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  for (const { pupil } of sent.slice(0, 3)) await rowOf(page, pupil).getByRole('checkbox').check();
  await page.getByRole('button', { name: '批次不通過' }).click();
  const dialog = page.getByRole('dialog', { name: '3 筆不通過' });
  await dialog.getByRole('radio', { name: '紙本申請書沒有簽名' }).check();
  await dialog.getByRole('button', { name: '送出不通過（3 筆）' }).click();
  await expect(page.getByRole('heading', { name: '批次審核：不通過 3 筆，留下 0 筆' })).toBeVisible();
  await expect(dialog).toBeHidden();
  await show(page, { pending: true, decided: false });
  await page.getByRole('button', { name: '重新整理' }).click();
  await expect.poll(() => seats(page)).toEqual(['04']);
});

test('ticks that filters hide are not decided upon', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 2));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await page.getByRole('checkbox', { name: '全選本頁' }).check();
  await page.getByLabel('篩選：座號').fill('01');
  await expect(page.getByText('已選 1 筆')).toBeVisible();
  await page.getByRole('button', { name: '紙本均已核對，批次通過' }).click();
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await page.getByLabel('篩選：座號').fill('');
  await expect(page.getByRole('checkbox', { name: '待審核案件（1）' })).toBeVisible();
});
