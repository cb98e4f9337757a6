/** After the teacher's decision: a rejection is corrected and sent again, an approval ends with an account. */
import { ApiFamily } from '../support/api.ts';
import { numberOf } from '../support/desk.ts';
import { signIn } from '../support/family.ts';
import { applicant, type Applicant } from '../support/people.ts';
import { openSchool, type Entry, type School } from '../support/school.ts';
import { expect, next, test } from '../support/schools.ts';
import { StaffApi } from '../support/staff.ts';

// One school serves them all.
test.describe.configure({ mode: 'default' });

type Named = { applicant_id: string };

async function sent(pupil: Entry, { teacher }: School, people: Applicant[]): Promise<{ staff: StaffApi; applicants: Named[] }> {
  const family = await ApiFamily.signIn(pupil);
  const view = await family.apply(people.length === 2 ? 'both_parents' : 'one_parent', people);
  return { staff: await StaffApi.signIn(teacher), applicants: view['applicants'] as unknown as Named[] };
}

test('a rejection shows its reason, is corrected and sent again', async ({ page, quickSchool }) => {
  const pupil = next(quickSchool);
  const father = applicant('father');
  const { staff, applicants } = await sent(pupil, quickSchool, [father]);
  await signIn(page, pupil);
  await page.getByRole('link', { name: '查看進度' }).click();
  await expect(page.getByText('待審核')).toBeVisible();
  await staff.decide(applicants, { outcome: 'reject', reason_code: 'name_differs', reason: '第二個字不同' });
  await page.goto('/portal');
  await expect(page.getByText('退回補正')).toBeVisible();
  await page.getByRole('link', { name: '查看原因並更正' }).click();
  await expect(page.getByText('姓名與紙本不符：第二個字不同')).toBeVisible();
  await page.getByRole('link', { name: '更正後再送' }).click();
  await page.getByLabel('申請人姓名').fill('測試更正');
  await expect(page.getByText(/已儲存：.*\*.*。不變更就不用再填/).first()).toBeVisible();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認填寫內容');
  await page.getByRole('button', { name: '確認送出' }).click();
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
  await expect(page.getByText('待審核')).toBeVisible();
  await expect(page.getByRole('list', { name: '申辦人資訊' })).toContainText('測試更正');
});

test('a decision comes to the open page, up to the account that was made', async ({ page, quickSchool }) => {
  const pupil = next(quickSchool);
  const { staff, applicants } = await sent(pupil, quickSchool, [applicant('mother')]);
  await signIn(page, pupil);
  await page.getByRole('link', { name: '查看進度' }).click();
  await expect(page.getByText('待審核')).toBeVisible();
  await staff.decide(applicants);
  const back = () => page.evaluate(() => dispatchEvent(new Event('focus')));
  await back();
  await expect(page.getByText('已通過')).toBeVisible();
  await expect(page.getByText(/：導師已審核/)).toBeVisible();
  await expect(async () => {
    await back();
    await expect(page.getByText('帳號已建立')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 45_000 });
  await expect(page.getByRole('button', { name: /^修正 .* 電子郵件$/ }), 'from here on it is the account’s').toHaveCount(0);
  await page.getByRole('link', { name: '回前頁' }).click();
  await expect(page.getByText('已完成', { exact: false }).last()).toBeVisible();
  await page.getByRole('link', { name: '查看結果' }).click();
  await expect(page.getByText('帳號和登入方式已寄到申請人的電子郵件')).toBeVisible();
});

test('as long as a decision can be taken back, no mail is said to have gone', async ({ page }) => {
  const school = await openSchool({ classes: [1], listed: false });
  const pupil = next(school);
  const { staff, applicants } = await sent(pupil, school, [applicant('mother')]);
  await staff.decide(applicants);
  await signIn(page, pupil);
  await page.getByRole('link', { name: '查看進度' }).click();
  await expect(page.getByText(/：導師已審核/)).toBeVisible();
  await expect(page.getByText('已寄到')).toHaveCount(0);
});

test('an account that could not be made says so, and whom to ask', async ({ page, quickSchool }) => {
  const [first, second] = [next(quickSchool), next(quickSchool)];
  const person = applicant('father');
  const before = await sent(first, quickSchool, [person]);
  await before.staff.decide(before.applicants);
  await expect.poll(async () => (await before.staff.row(first.class, numberOf(first))).account, { timeout: 45_000 }).toBe('created');
  const { staff, applicants } = await sent(second, quickSchool, [{ ...person, name: '完全不同' }]);
  await staff.decide(applicants);
  await signIn(page, second);
  await page.getByRole('link', { name: /查看(進度|情形)/ }).click();
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect(page.getByText('建立失敗')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 45_000 });
  await expect(page.getByText('請與學校聯絡，核對姓名與身分證字號。')).toBeVisible();
  await expect(page.getByText('帳號還沒建立成功：請與學校聯絡')).toBeVisible();
  await expect(page.getByText('已寄到'), 'nothing is said to be mailed').toHaveCount(0);
  await page.getByRole('link', { name: '回前頁' }).click();
  await expect(page.getByText('導師審核已通過，但帳號還沒建立成功，請與學校聯絡')).toBeVisible();
});

test('of two parents one is approved and stays so, the other corrects and sends again', async ({ page, quickSchool }) => {
  const pupil = next(quickSchool);
  const [father, mother] = [applicant('father'), applicant('mother')];
  const { staff, applicants } = await sent(pupil, quickSchool, [father, mother]);
  await signIn(page, pupil);
  await page.getByRole('link', { name: '查看進度' }).click();
  await expect(page.getByText('待審核')).toHaveCount(2);
  await staff.decide([applicants[0]!]);
  await staff.decide([applicants[1]!], { outcome: 'reject', reason_code: 'no_signature' });
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(page.getByText('紙本申請書沒有簽名')).toBeVisible();
  await page.getByRole('link', { name: '更正後再送' }).click();
  await expect(page.getByLabel('申請人姓名')).toHaveValue(mother.name);
  await page.getByRole('link', { name: '回前頁' }).click();
  await expect(page.getByText('這位申請人已通過審核，資料不能在這裡修改。')).toBeVisible();
  await expect(page.getByLabel('申請人姓名')).toBeDisabled();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '確認送出' }).click();
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(page.getByText('待審核')).toHaveCount(1);
  await expect(page.getByText('已通過')).toHaveCount(1);
});

test('what only the school can clear says so, and offers nothing to send', async ({ page, quickSchool }) => {
  const pupil = next(quickSchool);
  const { staff, applicants } = await sent(pupil, quickSchool, [applicant('father')]);
  await staff.decide(applicants, { outcome: 'reject', reason_code: 'ask_school' });
  await signIn(page, pupil);
  await page.getByRole('link', { name: '查看原因並更正' }).click();
  await expect(page.getByText('請先與學校聯絡，學校處理後才能再送。')).toBeVisible();
  await expect(page.getByRole('button', { name: '送出申請' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: '更正後再送' })).toHaveCount(0);
});
