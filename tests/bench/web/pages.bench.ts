/** Lighthouse on every page of the parents, in every state that looks different. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiFamily } from '../../browser/support/api.ts';
import { chromium } from '../../browser/support/chromium.ts';
import { signIn } from '../../browser/support/family.ts';
import { applicant } from '../../browser/support/people.ts';
import type { Entry } from '../../browser/support/school.ts';
import { next, test } from '../../browser/support/schools.ts';
import { stack } from '../../browser/support/stack.ts';
import { StaffApi } from '../../browser/support/staff.ts';
import { keep } from './figures.ts';
import { measure, type Figures } from './lighthouse.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

type Applicants = { applicant_id: string }[];

test('every page', async ({ playwright, school, quickSchool, closed, linked }) => {
  test.setTimeout(3_600_000);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'bench-web-'));
  const { launchOptions = {} } = chromium;
  // Lighthouse opens pages of its own, which have the cookies only of a browser without contexts.
  const browser = await playwright.chromium.launchPersistentContext(folder, {
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
    baseURL: stack.web,
    locale: 'zh-TW',
  });
  const figures: { state: string; path: string; figures: Figures }[] = [];
  const look = async (state: string, path: string): Promise<void> => {
    const found = await measure(stack.web + path, port);
    figures.push({ state, path: path.replace(/[?#].*/, ''), figures: found });
    keep('web-pages', figures);
    console.log(state, found.performance, found.accessibility, found['best-practices'], Math.round(found.lcp), found.below.join(' '));
  };
  /** A family at its phone, through the sign-in page. */
  const enter = async (pupil: Entry): Promise<void> => {
    await browser.clearCookies();
    const page = await browser.newPage();
    await signIn(page, pupil);
    await page.close();
  };

  try {
    await look('signing in', `/?school=${school.id}`);
    await look('led here by the school’s own system', linked.link(next(linked.school)));
    await look('about guardian accounts', '/about');
    await look('the privacy notice', '/notice');
    await look('no such page', '/not-here');

    const pupil = next(school);
    await enter(pupil);
    await look('portal, nothing done', '/portal');
    await look('the child’s data', '/confirm');
    await look('the notice answered', '/apply');
    const family = await ApiFamily.signIn(pupil);
    await family.confirm();
    await family.consent();
    await family.name('both_parents', [applicant('father'), applicant('mother')]);
    await look('who applies', '/apply/who');
    await look('first applicant', '/apply/applicant/1');
    await look('second applicant', '/apply/applicant/2');
    await look('all looked over', '/apply/check');
    await look('sending', '/send');
    await family.submit();
    await look('sent', '/send');
    await look('portal, sent', '/portal');

    const returned = next(school);
    const sent = await (await ApiFamily.signIn(returned)).apply('both_parents', [applicant('father'), applicant('mother')]);
    const [father, mother] = sent['applicants'] as unknown as [Applicants[0], Applicants[0]];
    const teacher = await StaffApi.signIn(school.teacher);
    await teacher.decide([father]);
    await teacher.decide([mother], { outcome: 'reject', reason_code: 'name_differs' });
    await enter(returned);
    await look('portal, returned', '/portal');
    await look('one approved, one rejected', '/send');
    await look('correcting', '/apply/applicant/2');

    const done = next(quickSchool);
    const approved = await (await ApiFamily.signIn(done)).apply('one_parent', [applicant('father')]);
    await (await StaffApi.signIn(quickSchool.teacher)).decide(approved['applicants'] as unknown as Applicants);
    const declined = next(school);
    await (await ApiFamily.signIn(declined)).consent('decline');
    await enter(declined);
    await look('portal, declined', '/portal');
    await look('declined', '/send');
    await enter(done);
    await look('portal, done', '/portal');
    await look('account made', '/send');
    await enter(closed.untouched);
    await look('portal, too late', '/portal');
    // Last, because the language is remembered.
    await browser.clearCookies();
    await look('signing in, in Thai', `/?school=${school.id}&language=th`);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
