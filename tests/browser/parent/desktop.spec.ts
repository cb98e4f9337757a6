/** The same at a desk: wide enough for all five steps by name. */
import { expectAccessible } from '../support/axe.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import { walkOutside, walkRefusals, walkToSent, type Look } from '../support/walk.ts';
import type { Page } from '@playwright/test';

const look = (page: Page): Look => (state) => expectAccessible(page, state);

test('two parents apply at a desk, every page accessible on the way', async ({ page, pupil }) => {
  test.slow();
  const [father, mother] = [applicant('father'), applicant('mother')];
  await walkToSent(page, pupil, [father, mother], look(page));
  const steps = page.getByRole('navigation', { name: '親子綁定作業' }).getByRole('listitem');
  await expect(steps).toHaveText([/校務系統登入/, /家長確認學生資料/, /申請親子帳號/, /導師認證/, /家長綁定成功/]);
  await expect(steps.nth(3)).toHaveAttribute('aria-current', 'step');
});

test('what can be read without signing in, and refusing, are accessible at a desk', async ({ page, pupil }) => {
  await walkOutside(page, look(page));
  await walkRefusals(page, pupil, look(page));
});
