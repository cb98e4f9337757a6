/** The tests' own `test`: a school a worker, a pupil a test, and nobody may complain in the console. */
import { test as plain, expect } from '@playwright/test';
import { openSchool, type Entry, type School } from './school.ts';
import { stack } from './stack.ts';

type Fixtures = { pupil: Entry };
type WorkerFixtures = { school: School };

/** What a browser prints by itself when an answer is not 2xx: those answers are what some tests are about. */
const ANSWERS = /Failed to load resource: (the server responded|net::ERR_INTERNET_DISCONNECTED)/;

export const test = plain.extend<Fixtures, WorkerFixtures>({
  baseURL: stack.web,
  school: [async ({}, use) => use(await openSchool({ classes: [40, 40] })), { scope: 'worker' }],
  pupil: async ({ school }, use) => {
    const pupil = school.pupils.shift();
    if (!pupil) throw new Error('no pupil left in this worker’s school');
    await use(pupil);
  },
  page: async ({ page }, use) => {
    const said: string[] = [];
    page.on('console', (line) => {
      if (line.type() === 'error' && !ANSWERS.test(line.text())) said.push(line.text());
    });
    page.on('pageerror', (error) => said.push(String(error)));
    await use(page);
    expect(said, 'the console stays silent: no error, nothing that the content security policy stopped').toEqual([]);
  },
});

export { expect };
