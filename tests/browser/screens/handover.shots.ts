import { expect, next, test } from '../support/schools.ts';
import { shot } from './shot.ts';

test('a link from the school’s own system', async ({ page, linked: { school, link } }, info) => {
  const pupil = next(school);
  await page.goto(link(pupil));
  await expect(page.getByText(school.name).first()).toBeVisible();
  await shot(page, info, 'handover');
});
