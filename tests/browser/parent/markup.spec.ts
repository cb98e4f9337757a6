/** What people write is shown as the letters it is, on either side. */
import { ApiFamily, CONTACT } from '../support/api.ts';
import { signIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, next, test } from '../support/schools.ts';
import { signInStaff, StaffApi } from '../support/staff.ts';

const REPORT = '<img src="/x" onerror="document.title=1">生日有誤';
const REASON = '<b onmouseover="alert(1)">請再簽一次</b>';

test.describe.configure({ mode: 'default' });

test('tags in an error report are letters to the teacher', async ({ page, quickSchool }) => {
  const pupil = next(quickSchool);
  await (await ApiFamily.signIn(pupil)).send('POST', '/api/case/confirmation', { registry_correct: false, error_report: REPORT, contact: CONTACT });
  await signInStaff(page, quickSchool.teacher, `/staff/class/${pupil.class}/all`);
  await expect(page.getByText(REPORT)).toBeVisible();
  await expect(page.locator('img[src="/x"]')).toHaveCount(0);
});

test('tags in a reason are letters to the family', async ({ page, quickSchool }) => {
  const pupil = next(quickSchool);
  const view = await (await ApiFamily.signIn(pupil)).apply('one_parent', [applicant('father')]);
  const staff = await StaffApi.signIn(quickSchool.teacher);
  await staff.decide(view['applicants'] as unknown as { applicant_id: string }[], { outcome: 'reject', reason_code: 'other', reason: REASON });
  await signIn(page, pupil);
  await page.getByRole('link', { name: '查看原因並更正' }).click();
  await expect(page.getByText(REASON)).toBeVisible();
  await expect(page.locator('b[onmouseover]')).toHaveCount(0);
});
