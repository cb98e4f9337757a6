/** Synthetic people: ID numbers that pass the checksum and belong to nobody (letter Y, serial from 9; see domain/synthetic). */
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const BLOCK = 1_000;
let from = -1;
let made = BLOCK;

/** A number that no other person on this stack has; IDs, accounts and mailboxes are made of it. */
export function another(): number {
  if (made === BLOCK) [from, made] = [ownBlock() * BLOCK, 0];
  return from + made++;
}

/** The first block of numbers that no other worker, of this run or another, has taken: whose file is made has it. */
function ownBlock(): number {
  const folder = join(dirname(realpathSync(process.env['STACK_JSON'] ?? '')), 'people');
  mkdirSync(folder, { recursive: true });
  for (let block = 300; block < 2_000; block++) {
    try {
      writeFileSync(join(folder, String(block)), '', { flag: 'wx' });
      return block;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`every block of people is taken: remove ${folder}`);
}

/** A national ID for this number. */
export function nationalId(n: number): string {
  const body = `Y${1 + (n % 2)}9${String(Math.floor(n / 2) % 1_000_000).padStart(6, '0')}`;
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  const digits = [3, 1, ...body.slice(1)].map(Number); // Y is worth 31
  const sum = digits.reduce((total, digit, at) => total + digit * weights[at]!, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

export type Applicant = {
  name: string;
  relationship: 'father' | 'mother' | 'guardian';
  relationship_detail?: string;
  national_id: string;
  mobile: string;
  email: string;
  language: string;
};

const CHARACTERS = '安平樂和真美明華文心';

/** A name for this number. */
export const nameOf = (n: number): string => `測試${[...String(n).slice(-3)].map((digit) => CHARACTERS[Number(digit)]).join('')}`;

/** Somebody who applies, as a parent fills in the form. */
export function applicant(relationship: Applicant['relationship'] = 'father'): Applicant {
  const n = another();
  return {
    name: nameOf(n),
    relationship,
    national_id: nationalId(n),
    mobile: `09${String(n % 100_000_000).padStart(8, '0')}`,
    email: `guardian-${n}@example.com`,
    language: 'zh-Hant',
    ...(relationship === 'guardian' ? { relationship_detail: '祖母' } : {}),
  };
}
