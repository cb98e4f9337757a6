/** 審核家長親子連結申請 as a list: what stands in it, and how one finds something there. */
import { column, numberOf, rocYear, rowOf, seats, show } from '../support/desk.ts';
import { expect, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';

test.beforeEach(async ({ page, full }) => {
  await signInStaff(page, full.school.teacher, `/staff/class/${full.cls}`);
  await expect(page.getByRole('grid', { name: '親子連結申請' })).toBeVisible();
});

const COLUMNS = ['學號', '座號', '學生', '申請人', '關係', '身分證', 'MAIL', '提出時間', '審核結果', '審核時間', '單一身分驗證帳號'];

test('the columns are those of the slides, in their order', async ({ page, full }) => {
  const headings = await page.getByRole('columnheader').allInnerTexts();
  expect(headings.map((text) => text.replace(/[▲▼\s]/g, '')).filter((text) => text && text !== '全選本頁')).toEqual(COLUMNS);
  const mother = rowOf(page, full.pupils[0], '媽媽');
  await expect(mother).toContainText(`${numberOf(full.pupils[0])}`);
  await expect(mother).toContainText(/Y\*{5}\d{4}/);
  await expect(mother).toContainText(/guardian-\d+@example\.com/);
  await expect(mother).not.toContainText(full.pupils[0].password);
});

test('dates are 民國 dates, to the second', async ({ page, full }) => {
  const roc = rocYear();
  await show(page, { pending: true, decided: true });
  await expect(rowOf(page, full.pupils[0], '媽媽')).toContainText(new RegExp(`${roc}/\\d\\d/\\d\\d\\s+\\d\\d:\\d\\d:\\d\\d`));
  const [, reviewed] = (await rowOf(page, full.pupils[0], '已通過').innerText()).match(new RegExp(`${roc}/\\d\\d/\\d\\d`, 'g')) ?? [];
  expect(reviewed).toBeDefined();
});

test('待審核案件 and 已審核案件 are two lists, and both can be on', async ({ page, full }) => {
  await expect(page.getByRole('checkbox', { name: '待審核案件（30）' })).toBeChecked();
  await expect(rowOf(page, full.pupils[0], '爸爸')).toBeHidden();
  await show(page, { pending: true, decided: true });
  await expect(page.getByText('共 32 筆')).toBeVisible();
  await expect(rowOf(page, full.pupils[0], '爸爸')).toContainText('已通過');
  await show(page, { pending: false, decided: true });
  await expect(page.getByText('1 - 2，共 2 筆')).toBeVisible();
  await show(page, { pending: false, decided: false });
  await expect(page.getByText('請勾選「待審核案件」或「已審核案件」。')).toBeVisible();
});

test('thirty stand on a page, with page and total', async ({ page }) => {
  await show(page, { pending: true, decided: true });
  await expect(page.getByText('第 1 頁，共 2 頁')).toBeVisible();
  await expect(page.getByText('每頁 30 筆　1 - 30，共 32 筆')).toBeVisible();
  await page.getByRole('button', { name: '下一頁' }).click();
  await expect(page.getByText('第 2 頁，共 2 頁')).toBeVisible();
  await expect(page.getByText('31 - 32，共 32 筆')).toBeVisible();
  expect(await seats(page)).toEqual(['16', '16']);
  await expect(page.getByRole('button', { name: '下一頁' })).toBeDisabled();
  await page.getByRole('button', { name: '上一頁' }).click();
  expect((await seats(page)).slice(0, 3)).toEqual(['01', '01', '02']);
});

test('every column has a filter: typed, or picked where there are few values', async ({ page, full }) => {
  await show(page, { pending: true, decided: true });
  const filter = (name: string) => page.getByLabel(`篩選：${name}`);
  for (const name of COLUMNS) await expect(filter(name)).toBeVisible();
  const found = (count: number) => expect(page.getByText(new RegExp(`，共 ${count} 筆`))).toBeVisible();

  const typed = { 學號: numberOf(full.pupils[3]), 學生: full.pupils[3].name, 座號: '04' };
  for (const [name, text] of Object.entries(typed)) {
    await filter(name).fill(text);
    await found(2);
    await filter(name).fill('');
  }
  await filter('MAIL').fill('GUARDIAN-');
  await found(32);
  await filter('關係').selectOption('媽媽');
  await found(16);
  await filter('座號').fill('０７');
  await found(1);
  await filter('座號').fill('');
  await filter('關係').selectOption('全部');
  await filter('審核結果').selectOption('不通過');
  await found(1);
  await filter('單一身分驗證帳號').selectOption('建立中');
  await expect(page.getByText('沒有符合篩選的案件。')).toBeVisible();
  await page.getByRole('button', { name: '清除篩選' }).click();
  await found(32);
});

test('a heading sorts by its column, once more the other way round', async ({ page }) => {
  const heading = page.getByRole('columnheader', { name: '座號' });
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: '座號' }).click();
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  expect((await seats(page)).slice(0, 2)).toEqual(['16', '16']);
  await page.getByRole('button', { name: '申請人' }).click();
  const names = await column(page, 4);
  expect(names).toEqual([...names].sort(new Intl.Collator('zh-Hant', { numeric: true }).compare));
  await expect(heading).toHaveAttribute('aria-sort', 'none');
});
