/** Synthetic people: ID numbers that pass the checksum and belong to nobody (letter Y, serial from 9; see domain/synthetic). */

let made = 0;

/** A number that no other person of this run has, nor, very likely, of the last run on the same stack. Workers count in blocks of their own. */
export function another(): number {
  const [run, worker] = [Number(process.env['RUN_BLOCK']), Number(process.env['TEST_WORKER_INDEX'] ?? 0)];
  return 300_000 + run * 20_000 + (worker % 20) * 1_000 + made++;
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
