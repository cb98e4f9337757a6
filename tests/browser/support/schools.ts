/** Schools of another kind, each opened once by a worker that has a test about it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiFamily } from './api.ts';
import { applicant, type Applicant } from './people.ts';
import { closeSchool, openSchool, type Entry, type School } from './school.ts';
import { stack } from './stack.ts';
import { test as plain, expect } from './test.ts';

type Closed = { school: School; sent: Entry; others: Entry[]; named: Entry; untouched: Entry; father: Applicant };
type Linked = { school: School; link: (pupil: Entry) => string };

export const test = plain.extend<object, { quickSchool: School; protectedSchool: School; closed: Closed; linked: Linked }>({
  /** What was decided stands after two seconds. */
  quickSchool: [async ({}, use) => use(await openSchool({ classes: [20], undoSeconds: 2 })), { scope: 'worker' }],
  protectedSchool: [async ({}, use) => use(await openSchool({ classes: [8], protectedFamilies: true })), { scope: 'worker' }],
  closed: [async ({}, use) => use(await close()), { scope: 'worker' }],
  linked: [async ({}, use) => use(await link()), { scope: 'worker' }],
});

/** Some families have sent, one has named who applies, one has done nothing; then the deadline passes. */
async function close(): Promise<Closed> {
  const school = await openSchool({ classes: [6] });
  const [sent, named, untouched, ...others] = school.pupils as [Entry, Entry, Entry, ...Entry[]];
  const father = applicant('father');
  await (await ApiFamily.signIn(sent)).apply('one_parent', [father]);
  for (const other of others) await (await ApiFamily.signIn(other)).apply('one_parent', [applicant('mother')]);
  const family = await ApiFamily.signIn(named);
  await family.confirm();
  await family.consent();
  await family.name('one_parent', [applicant('mother')]);
  closeSchool(school);
  return { school, sent, others, named, untouched, father };
}

/** 步驟二: the school's own system signs links by a key that the campaign trusts. */
async function link(): Promise<Linked> {
  const key = join(mkdtempSync(join(tmpdir(), 'key-')), 'private.json');
  const operator = (...command: string[]): string => execFileSync(stack.operator, command, { encoding: 'utf8' }).trim();
  const { keys } = JSON.parse(operator('handover-key', '--key', key)) as { keys: Record<string, string>[] };
  const campaign = keys.map(({ kty, crv, kid, x }) => `[[handover_keys]]\nkty = "${kty}"\ncrv = "${crv}"\nkid = "${kid}"\nx = "${x}"`).join('\n');
  const school = await openSchool({ classes: [20], campaign });
  const signed = ({ account }: Entry): string => operator('handover', '--school', school.id, '--student', account.slice(1), '--key', key);
  return { school, link: (pupil) => `/#handover=${signed(pupil)}` };
}

/** The next family of a school. */
export function next({ pupils }: School): Entry {
  const pupil = pupils.shift();
  if (!pupil) throw new Error('no pupil left in this school');
  return pupil;
}

export { expect };
