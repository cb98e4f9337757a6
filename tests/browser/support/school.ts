/** A school of a test's own: pupils, teachers and a campaign, loaded by the operator's tool as any school is. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from '@playwright/test';
import { another, nameOf, nationalId } from './people.ts';
import { cloud, stack } from './stack.ts';

/** What a pupil's form says. */
export type Entry = { school: string; account: string; password: string; name: string; seat: string; class: string };

export type StaffMember = { username: string; password: string; name: string };

export type School = { id: string; name: string; pupils: Entry[]; teacher: StaffMember; colleague: StaffMember; registrar: StaffMember };

export type Wishes = {
  /** Pupils a class; class 301 first. */
  classes?: number[];
  /** How long a decision can be undone, in seconds. */
  undoSeconds?: number;
  /** More lines of `[campaign]`. */
  campaign?: string;
  /** Names of pupils, in place of the usual ones. */
  names?: string[];
  /** Whether the pupils' families are protected. */
  protectedFamilies?: boolean;
  /** Whether to wait until the list of schools has it: only who looks for it there needs that. */
  listed?: boolean;
  closes?: string;
};

const CONTACT = '雲端市示範區測試路1號,雲端市示範區測試路1號,02-00000001,測試聯絡,0900000001';

const loaded = new WeakMap<School, Record<string, string>>();

/** The deadline is over: the same files again, with a campaign that closed on its second day. */
export function closeSchool(school: School): void {
  const files = loaded.get(school) ?? {};
  load({ ...files, 'campaign.toml': settings(school, 600, '', '2026-08-02T00:00:00+08:00') });
}

/** Loads a school and makes its staff: a teacher of all classes, a colleague of the first alone, a registrar. */
export async function openSchool(wishes: Wishes = {}): Promise<School> {
  const { classes = [6], undoSeconds = 600, campaign = '', names = [], protectedFamilies = false, listed = true, closes = '2030-07-31T23:59:59+08:00' } = wishes;
  const n = another();
  const id = `s${n}`;
  const school: School = {
    id,
    name: `測試高級中學${n}`,
    pupils: [],
    teacher: { username: `teacher-${n}`, password: `staff-${n}-pass`, name: '王曉慧' },
    colleague: { username: `colleague-${n}`, password: `staff-${n}-pass`, name: '李國華' },
    registrar: { username: `registrar-${n}`, password: `staff-${n}-pass`, name: '林淑芬' },
  };
  const rows: string[] = [];
  const assigned = [`${school.colleague.username},301,2026-08-01,`];
  classes.forEach((size, at) => {
    const cls = String(301 + at);
    assigned.push(`${school.teacher.username},${cls},2026-08-01,`);
    for (let seat = 1; seat <= size; seat++) {
      const person = another();
      const number = String(person % 10_000_000);
      const name = names[rows.length] ?? nameOf(person);
      const entry = { school: id, account: `P${number}`, password: nationalId(person), name, seat: String(seat).padStart(2, '0'), class: cls };
      school.pupils.push(entry);
      rows.push(`${number},${cls},${entry.seat},${name},${entry.password},,2011-03-04,無,${protectedFamilies ? 'yes' : 'no'},${CONTACT}`);
    }
  });
  const files = {
    'campaign.toml': settings(school, undoSeconds, campaign, closes),
    'students.csv': `student_number,class,seat,name,national_id,entry_code,birth_date,indigenous_status,protected,household_address,mailing_address,home_phone,emergency_contact_name,emergency_contact_mobile\n${rows.join('\n')}\n`,
    'staff.csv': `username,name,role\n${school.teacher.username},${school.teacher.name},teacher\n${school.colleague.username},${school.colleague.name},teacher\n${school.registrar.username},${school.registrar.name},registrar\n`,
    'assignments.csv': `username,class,from,until\n${assigned.join('\n')}\n`,
  };
  load(files);
  loaded.set(school, files);
  const users = [makeUser(school.teacher, 'teacher'), makeUser(school.colleague, 'teacher'), makeUser(school.registrar, 'registrar')];
  await Promise.all([...users, listed && inTheList(id)]);
  return school;
}

/** The list of schools may be some seconds old, in each copy of the function that is warm. */
async function inTheList(id: string): Promise<void> {
  const shown = async (): Promise<boolean> => ((await (await fetch(`${stack.web}/api/schools`)).json()) as { id: string }[]).some((one) => one.id === id);
  await expect.poll(async () => (await Promise.all([1, 2, 3, 4, 5, 6].map(shown))).every(Boolean), { timeout: 30_000 }).toBe(true);
}

function settings(school: School, undoSeconds: number, campaign: string, closes: string): string {
  return `synthetic = true
[school]
id = "${school.id}"
name = "${school.name}"
district = "示範區"
[campaign]
id = "115-1"
opens = 2026-08-01T00:00:00+08:00
closes = ${closes}
readable_until = 2030-08-31T23:59:59+08:00
notice_version = "2026-08"
undo_window_seconds = ${undoSeconds}
undo_grace_seconds = 1
${campaign}
`;
}

function load(files: Record<string, string>): void {
  const dir = mkdtempSync(join(tmpdir(), 'school-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    const keys = { AWS_REGION: cloud.region, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    const command = ['load', '--table', stack.table, '--pepper-secret', stack.pepper_secret, '--kms-key', stack.kms_key, '--dir', dir];
    execFileSync(stack.operator, command, { env: { AWS_ENDPOINT_URL: stack.aws_endpoint, ...keys }, stdio: 'pipe' });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const pool = new CognitoIdentityProviderClient(cloud);

export async function makeUser({ username, password }: StaffMember, group: string): Promise<void> {
  const user = { UserPoolId: stack.staff_pool.id, Username: username };
  await pool.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await pool.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  await pool.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }));
}
