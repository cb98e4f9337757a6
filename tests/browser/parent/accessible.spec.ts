/** axe has a look at every page and state, in the light and in the dark. */
import { expectAccessibleInBoth, expectFits } from '../support/axe.ts';
import { applicant } from '../support/people.ts';
import { next, test } from '../support/schools.ts';
import { walkDecided, walkOutside, walkRefusals, walkToSent, type Look } from '../support/walk.ts';
import type { Page } from '@playwright/test';

const look =
  (page: Page): Look =>
  async (state) => {
    await expectFits(page, state);
    await expectAccessibleInBoth(page, state);
  };

test('what can be read without signing in is accessible', async ({ page }) => {
  await walkOutside(page, look(page));
});

test('the way to sent is accessible, errors and dialogs included', async ({ page, pupil }) => {
  test.slow();
  await walkToSent(page, pupil, [applicant('father'), applicant('mother')], look(page));
});

test('what follows a decision is accessible', async ({ page, quickSchool }) => {
  await walkDecided(page, next(quickSchool), quickSchool, look(page));
});

test('declining and withdrawing are accessible', async ({ page, pupil }) => {
  await walkRefusals(page, pupil, look(page));
});
