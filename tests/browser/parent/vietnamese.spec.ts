/** The whole journey in Vietnamese, by the words of the site's own messages. */
import { fillSignIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import { words } from '../support/words.ts';

test('a mother who reads Vietnamese goes from signing in to sent', async ({ page, pupil }) => {
  const t = words('vi');
  const press = (key: string) => page.getByRole('button', { name: t(key), exact: true }).click();
  const mother = { ...applicant('mother'), name: 'Nguyễn Thị Minh Khai' };
  await fillSignIn(page, pupil, `/?school=${pupil.school}&language=vi`, t);
  await press('sign_in.submit');
  await page.getByRole('link', { name: t('next.confirm_button'), exact: true }).click();
  await page.getByRole('radio', { name: t('confirm.right'), exact: true }).check();
  await page.getByRole('button', { name: `${t('change')} ${t('contact.emergency_contact_mobile')}` }).click();
  await page.getByLabel(t('contact.emergency_contact_mobile')).fill('0912345678');
  await press('confirm.submit');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('apply.title'));
  await expect(page.getByText(t('notice.translation'))).toBeVisible();
  await page.getByRole('radio', { name: t('consent.agree') }).check();
  await press('apply.agree');
  await page.getByRole('radio', { name: t('who.one_parent') }).check();
  await press('next_page');
  await page.getByLabel(t('applicant.name'), { exact: true }).fill(mother.name);
  await page.getByRole('radio', { name: t('relationship.mother'), exact: true }).check();
  await page.getByLabel(t('applicant.national_id'), { exact: true }).fill(mother.national_id);
  await page.getByLabel(t('applicant.mobile'), { exact: true }).fill(mother.mobile);
  await press('next_page');
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([t('field.email.required')]);
  await page.getByLabel(t('applicant.email'), { exact: true }).fill(mother.email);
  await expect(page.getByRole('combobox', { name: t('applicant.language') }), 'mails come in the screen’s language').toHaveValue('vi');
  await press('next_page');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('check.title'));
  await press('check.submit');
  await press('send.submit');
  await expect(page.getByRole('heading', { name: t('sent.reference') })).toBeVisible();
  await expect(page.getByText(t('review.pending'))).toBeVisible();
  await expect(page.getByRole('list', { name: t('send.people') })).toContainText(mother.name);
});
