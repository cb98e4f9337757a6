/** 步驟二: straight in from the school's own system, by a signed link. */
import { expectAccessible } from '../support/axe.ts';
import { signIn } from '../support/family.ts';
import { expect, next, test } from '../support/schools.ts';
import type { Page } from '@playwright/test';

const openIt = (page: Page) => page.getByRole('button', { name: '開啟表單' }).click();

test.describe.configure({ mode: 'default' });

test('a signed link says whose form it opens, leads to the portal at one press, and leaves nothing in the address', async ({ page, linked: { school, link } }) => {
  const pupil = next(school);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const to = link(pupil);
  // A function that has run for a while knows of a new school some seconds later.
  await expect(async () => {
    await page.goto('about:blank');
    await page.goto(to);
    await expect(page.getByText(`這個連結是 ${school.name}、帳號 ${pupil.account} 的表單。`)).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await expectAccessible(page, 'a link before it is opened');
  expect((await page.context().cookies()).map(({ name }) => name), 'nobody is signed in by a link alone').not.toContain('__Host-session');
  await openIt(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
  await expect(page).toHaveURL('/portal');
  const token = to.split('=')[1]!;
  expect(asked.filter((url) => url.includes(token) && !url.includes('#')), 'the token is in no request’s address').toEqual([]);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
});

test('a link opens once; the second time it says so, and the entrance is as usual', async ({ page, linked: { school, link }, browser }) => {
  const pupil = next(school);
  const to = link(pupil);
  await page.goto(to);
  await openIt(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto(to);
  await openIt(there);
  await expect(there.getByRole('alert')).toHaveText('校務系統的連結已失效，請回校務系統再點一次，或在這裡登入。');
  await expect(there).toHaveURL('/');
  await expectAccessible(there, 'a link that is over');
  await signIn(there, pupil);
  await other.close();
});

test('a link that was tampered with opens nothing', async ({ page, linked: { school, link } }) => {
  const [head, , signature] = link(next(school)).split('.');
  const [, other] = link(next(school)).split('.');
  await page.goto([head, other, signature].join('.'));
  await openIt(page);
  await expect(page.getByRole('alert')).toHaveText(/校務系統的連結已失效/);
});

test('a link for a sibling takes the place of the family that was signed in', async ({ page, linked: { school, link } }) => {
  const [first, second] = [next(school), next(school)];
  await page.goto(link(first));
  await openIt(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(first.name);
  await page.goto(link(second).replace('/#', '/?from=school#'));
  await openIt(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(second.name);
});

test('a link that is not one’s own is put away, and the entrance is as usual', async ({ page, linked: { school, link } }) => {
  await page.goto(link(next(school)));
  await page.getByRole('button', { name: '不是我的' }).click();
  await expect(page.getByRole('button', { name: '開啟表單' })).toBeHidden();
  await signIn(page, next(school));
});
