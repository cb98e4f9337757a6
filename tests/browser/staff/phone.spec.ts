/** On a phone each row is a card, with the same actions. */
import { approve, cardOf, openReject, show, undoBar } from '../support/desk.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test('a card shows what is compared with the paper, and nothing has to be pushed sideways', async ({ page, room }) => {
  const [{ pupil, applicants }] = await send(room.pupils.slice(0, 2));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  const card = cardOf(page, pupil);
  await expect(card.getByRole('heading')).toContainText(pupil.name);
  await expect(page.getByRole('grid')).toBeHidden();
  for (const text of [`${applicants[0]!.name}　爸爸`, applicants[0]!.email, '待審核', '--']) await expect(card).toContainText(text);
  await expect(card).toContainText(/Y\*{5}\d{4}/);
  for (const path of ['', '/all', '/forms']) {
    await page.goto(`/staff/class/${room.cls}${path}`);
    await expect(page.getByText(pupil.name).first()).toBeAttached();
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect(inner, `the width of ${path || 'the cards'}`).toBeLessThanOrEqual(outer!);
  }
});

test('a card is approved, taken back and rejected', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await approve(cardOf(page, pupil));
  await expect(cardOf(page, pupil)).toContainText('已通過');
  await undoBar(page, '已通過 1 筆').getByRole('button', { name: '復原' }).click();
  await expect(cardOf(page, pupil)).toContainText('待審核');
  await openReject(cardOf(page, pupil));
  await cardOf(page, pupil).getByRole('radio', { name: '紙本申請書沒有簽名' }).check();
  await cardOf(page, pupil).getByRole('button', { name: '送出不通過（1 筆）' }).click();
  await expect(cardOf(page, pupil)).not.toContainText('待審核');
  await cardOf(page, pupil).getByRole('button', { name: '詳細資料' }).click();
  await expect(cardOf(page, pupil)).toContainText('不通過原因');
});

test('cards are ticked and decided in a batch, and found by the pupil’s name', async ({ page, room }) => {
  const [first, second] = await send(room.pupils.slice(0, 3));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await page.getByRole('checkbox', { name: '全選本頁' }).check();
  await expect(page.getByText('已選 3 筆')).toBeVisible();
  await cardOf(page, second!.pupil).getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: '紙本均已核對，批次通過' }).click();
  await expect(page.getByRole('heading', { name: '批次審核：已通過 2 筆，留下 0 筆' })).toBeVisible();
  await show(page, { pending: true, decided: true });
  await page.getByRole('textbox', { name: '篩選：學生' }).fill(first.pupil.name);
  await expect(cardOf(page, first.pupil)).toBeVisible();
  await expect(cardOf(page, second!.pupil)).toBeHidden();
});

test('紙本已收 is ticked on a phone too', async ({ page, room }) => {
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);
  await page.getByRole('checkbox', { name: `紙本已收：${room.pupils[0].name}` }).check();
  await page.getByRole('radio', { name: '只有紙本 1' }).check();
  await expect(page.getByRole('checkbox', { name: `紙本已收：${room.pupils[0].name}` })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: `紙本已收：${room.pupils[1].name}` })).toBeHidden();
});
