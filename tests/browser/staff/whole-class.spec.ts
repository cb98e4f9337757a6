/** 全班: every pupil's answer beside the paper. */
import { ApiFamily, CONTACT } from '../support/api.ts';
import { rocYear, rowOf, told } from '../support/desk.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

test('every pupil stands there with answer and paper, decliners and error reports too', async ({ page, room }) => {
  const [sent, declined, reported, silent] = [room.pupils[0], room.pupils[1], room.pupils[2], room.pupils[3]];
  await send([sent]);
  await (await ApiFamily.signIn(declined)).consent('decline');
  await (await ApiFamily.signIn(reported)).send('POST', '/api/case/confirmation', { registry_correct: false, error_report: '生日應為三月五日', contact: CONTACT });
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);

  await expect(rowOf(page, sent)).toContainText('已送出');
  await expect(rowOf(page, sent)).toContainText('只有線上');
  await expect(rowOf(page, declined)).toContainText('無意參加');
  await expect(rowOf(page, reported)).toContainText('生日應為三月五日');
  await expect(rowOf(page, silent)).toContainText('未回覆');
  await expect(rowOf(page, silent)).toContainText('都還沒有');

  const group = (name: string | RegExp) => page.getByRole('radio', { name });
  await group('無意參加 1').check();
  await expect(rowOf(page, sent)).toBeHidden();
  await expect(rowOf(page, declined)).toBeVisible();
  await group('錯誤回報 1').check();
  await expect(rowOf(page, reported)).toBeVisible();
  await group('只有紙本 0').check();
  await expect(page.getByText('沒有符合的學生。')).toBeVisible();
  await group('都還沒有 2').check();
  await expect(rowOf(page, silent)).toBeVisible();
});

test('紙本已收 is ticked and unticked, and stays so', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  const silent = room.pupils[1];
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);
  const tick = (name: string) => page.getByRole('checkbox', { name: `紙本已收：${name}` });
  await tick(pupil.name).check();
  await told(page, `${pupil.name}：紙本已收`);
  await expect(rowOf(page, pupil)).toContainText('線上、紙本都有');
  await expect(rowOf(page, pupil)).toContainText(`${rocYear()}/`);
  await tick(silent.name).check();
  await expect(rowOf(page, silent)).toContainText('只有紙本');
  await page.reload();
  await expect(tick(silent.name)).toBeChecked();
  await tick(silent.name).uncheck();
  await expect(rowOf(page, silent)).toContainText('都還沒有');
  await told(page, `${silent.name}：紙本未收`);
});

test('a tick that did not get through is taken off again, and why is said', async ({ page, context, room }) => {
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);
  const tick = page.getByRole('checkbox', { name: `紙本已收：${room.pupils[0].name}` });
  await expect(tick).toBeVisible();
  await context.setOffline(true);
  await tick.click();
  await expect(page.getByRole('alert').first()).toContainText('連不上網路，請稍後再試一次。');
  await expect(tick).not.toBeChecked();
});

test('approving with the paper in hand ticks it here as well', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(0, 1));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}`);
  await rowOf(page, pupil).getByRole('button', { name: /^紙本已核對，通過：/ }).click();
  await expect(rowOf(page, pupil)).toContainText('已通過');
  await page.getByRole('link', { name: '全班' }).click();
  await expect(page.getByRole('checkbox', { name: `紙本已收：${pupil.name}` })).toBeChecked();
  await expect(rowOf(page, pupil)).toContainText('已完成');
});

test('the list is printed without anything that is only for the screen', async ({ page, room }) => {
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/all`);
  await expect(page.getByRole('button', { name: '列印' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(rowOf(page, room.pupils[0])).toBeVisible();
  await expect(page.getByRole('heading', { name: `${room.cls} 班 全班` })).toBeVisible();
  for (const name of ['列印', '登出']) await expect(page.getByRole('button', { name })).toBeHidden();
  await expect(page.getByRole('combobox', { name: '班級' })).toBeHidden();
});
