/** Five languages: switching keeps what was typed, and is remembered. */
import { fillSignIn } from '../support/family.ts';
import { expect, test } from '../support/test.ts';
import { LANGUAGES, words, type Language } from '../support/words.ts';

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test(`${LANGUAGES[language]}: switched to while typing, kept over a reload, page after page`, async ({ page, pupil }) => {
    const t = words(language);
    const before = language === 'zh-Hant' ? 'en' : 'zh-Hant';
    if (before === 'en') await page.addInitScript(() => localStorage.getItem('language') ?? localStorage.setItem('language', 'en'));
    const from = words(before);
    await fillSignIn(page, pupil, `/?school=${pupil.school}`, from);
    await page.getByRole('combobox', { name: from('language') }).selectOption({ label: LANGUAGES[language] });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('entrance'));
    await expect(page).toHaveTitle(t('entrance'));
    await expect(page.getByLabel(t('sign_in.account'), { exact: true })).toHaveValue(pupil.account);
    await page.getByRole('button', { name: t('sign_in.submit'), exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('portal.title', { name: pupil.name }));

    await page.getByRole('link', { name: t('next.confirm_button'), exact: true }).click();
    await page.getByRole('radio', { name: t('confirm.wrong'), exact: true }).check();
    await page.getByLabel(t('confirm.report'), { exact: true }).fill('李小明');
    await page.getByRole('combobox', { name: t('language') }).selectOption({ label: LANGUAGES[before] });
    await expect(page.getByLabel(from('confirm.report'), { exact: true })).toHaveValue('李小明');
    await page.getByRole('combobox', { name: from('language') }).selectOption({ label: LANGUAGES[language] });
    await expect(page.getByLabel(t('confirm.report'), { exact: true })).toHaveValue('李小明');
    await page.reload();
    await expect(page.getByLabel(t('confirm.report'), { exact: true })).toHaveValue('李小明');
    await expect(page).toHaveTitle(`${t('confirm.title')} – ${t('entrance')}`);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);

    await page.goto('/notice');
    await expect(page.getByRole('heading', { name: t('notice.summary'), exact: true })).toBeVisible();
  });
}

test('a language that an address asks for gives way to a choice', async ({ page }) => {
  await page.goto('/?language=th');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('th')('entrance'));
  await page.getByRole('combobox', { name: words('th')('language') }).selectOption('id');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('id')('entrance'));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('id')('entrance'));
});
