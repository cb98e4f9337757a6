/** The paper: blank forms of a class or of one pupil, and the filled form of a family that has a printer. */
import { ApiFamily } from '../support/api.ts';
import { rowOf } from '../support/desk.ts';
import { signIn } from '../support/family.ts';
import { scan, sheets } from '../support/paper.ts';
import { applicant } from '../support/people.ts';
import { expect, send, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';
import { stack } from '../support/stack.ts';
import { LANGUAGES, words, type Language } from '../support/words.ts';

const PARENTS = '家長：掃描進入親子綁定入口';
const TEACHERS = '導師：掃描開啟這筆案件';

test('a class’s blank forms are one sheet a pupil, each with its own codes', async ({ page, room }) => {
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/forms`);
  await expect(page.getByRole('article')).toHaveCount(4);
  await expect(page.getByRole('button', { name: '列印 4 張' })).toBeVisible();
  await page.getByText('申請書取用紀錄（1 次）').click();
  await expect(page.getByText(`${room.school.teacher.username}：4 份，其中 0 份印有登入代碼`)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const name of ['登出', '列印 4 張']) await expect(page.getByRole('button', { name })).toBeHidden();
  for (const pupil of room.pupils) {
    const sheet = page.getByRole('article').filter({ hasText: pupil.name });
    for (const text of [pupil.account, room.school.name, `座號 ${pupil.seat}`]) await expect(sheet).toContainText(text);
    await expect(sheet, 'the password is the child’s ID number, which no paper shows').not.toContainText(pupil.password);
    expect(await scan(sheet.getByRole('img', { name: PARENTS }))).toBe(`${stack.web}/?school=${room.school.id}`);
    expect(await scan(sheet.getByRole('img', { name: TEACHERS }))).toMatch(new RegExp(`^${stack.web}/staff/form/\\w+$`));
  }
  expect(await sheets(page)).toBe(4);
});

test('a form fits its sheet in every language', async ({ page, room }) => {
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/forms`);
  for (const [code, name] of Object.entries(LANGUAGES) as [Language, string][]) {
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('combobox').filter({ hasText: LANGUAGES.th }).selectOption(name);
    await page.emulateMedia({ media: 'print' });
    const sheet = page.getByRole('article').first();
    await expect(sheet.getByRole('heading', { name: words(code, 'staff')('staff.form.title') }).first()).toBeVisible();
    const [needed, there] = await sheet.evaluate((one) => [one.scrollHeight, one.clientHeight]);
    expect(needed, `what a sheet in ${name} needs`).toBeLessThanOrEqual(there!);
    expect(await sheets(page)).toBe(4);
  }
});

test('the code on a form leads the teacher to its row', async ({ page, room }) => {
  const [{ pupil }] = await send(room.pupils.slice(2, 3));
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/forms`);
  const sheet = page.getByRole('article').filter({ hasText: pupil.name });
  const address = await scan(sheet.getByRole('img', { name: TEACHERS }));
  await page.goto(address ?? '');
  await expect(rowOf(page, pupil)).toBeFocused();
});

test('one pupil’s form is one sheet, and its address names nobody', async ({ page, room }) => {
  const [pupil] = room.pupils;
  await signInStaff(page, room.school.teacher, `/staff/class/${room.cls}/forms`);
  await page.getByRole('combobox', { name: '學生' }).selectOption({ label: `${pupil.seat} ${pupil.name}` });
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('article')).toContainText(pupil.name);
  expect(decodeURI(page.url())).not.toContain(pupil.name);
  await page.getByLabel('交回期限（可留空白）').fill('九月十五日');
  await expect(page.getByRole('article')).toContainText('請於 九月十五日 前交回下聯。');
  expect(await sheets(page)).toBe(1);
});

test('a family’s filled form is one sheet, and its code leads the teacher to the row', async ({ page, pupil }) => {
  const [father, mother] = [applicant('father'), applicant('mother')];
  const sent = await (await ApiFamily.signIn(pupil)).apply('both_parents', [father, mother]);
  await signIn(page, pupil);
  await page.goto('/send');
  await expect(page.getByRole('button', { name: '列印申請書' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const text of [String(sent['reference']), father.name, mother.name]) await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '列印申請書' })).toBeHidden();
  const code = page.getByRole('img', { name: '給導師掃描', includeHidden: true });
  expect(await scan(code)).toBe(`${stack.web}/staff/form/${String(sent['form'])}`);
  expect(await sheets(page)).toBe(1);
});
