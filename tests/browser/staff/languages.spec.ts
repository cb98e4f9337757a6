/** Staff read their pages in any of the five languages. */
import { expect, test } from '../support/room.ts';
import { signInStaff } from '../support/staff.ts';
import { LANGUAGES, words, type Language } from '../support/words.ts';

for (const [code, name] of Object.entries(LANGUAGES) as [Language, string][]) {
  test(`the staff pages are read in ${name}, and the choice is remembered`, async ({ page, full }) => {
    const say = words(code, 'staff');
    await signInStaff(page, full.school.teacher, `/staff/class/${full.cls}`);
    await page.getByRole('combobox', { name: '語言' }).selectOption(name);
    await expect(page.getByRole('grid', { name: say('staff.grid.name') })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: say('staff.list.pending', { count: 30 }) })).toBeChecked();
    await page.reload();
    await expect(page.getByRole('columnheader', { name: say('staff.col.student_name'), exact: true })).toBeVisible();
    await page.getByRole('button', { name: `${say('staff.action.reject')}：` }).first().click();
    await expect(page.getByRole('group', { name: say('staff.reject.why') })).toBeVisible();
    await expect(page.getByRole('radio', { name: say('reason.no_signature') })).toBeVisible();
    await page.getByRole('link', { name: say('staff.class.all'), exact: true }).click();
    await expect(page.getByRole('heading', { name: say('staff.all.title', { class: full.cls }) })).toBeVisible();
    await page.getByRole('link', { name: say('staff.class.forms'), exact: true }).click();
    await expect(page.getByRole('heading', { name: say('staff.forms.title') })).toBeVisible();
    await page.goto('/staff/form/unknown');
    await expect(page.getByRole('heading', { name: say('staff.find.missing') })).toBeVisible();
    await page.getByRole('button', { name: say('staff.sign_out') }).click();
    await expect(page.getByRole('button', { name: say('staff.sign_in') })).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(/staff\.|\{\w+\}/);
  });
}
