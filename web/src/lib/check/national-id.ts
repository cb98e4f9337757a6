/** 身分證字號 and 居留證號, checked before they are sent; the server's rule is the one that counts. */
import { tidyCode } from './tidy';

/** Letters in the order of their values: A is 10, O is 35. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
const WEIGHTS = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];

const value = (letter: string): number => LETTERS.indexOf(letter) + 10;

/** The stable code of what is wrong, as the server would say it. */
export function checkNationalId(raw: string): string | undefined {
  const text = tidyCode(raw).replace(/-/g, '');
  if (text === '') return 'required';
  if (text.includes('*')) return 'masked';
  if (!/^[A-Z][1289A-D]\d{8}$/.test(text)) return 'national-id';
  const [letter = '', second = '', ...serial] = text;
  const first = value(letter);
  const middle = /\d/.test(second) ? Number(second) : value(second) % 10;
  const digits = [Math.floor(first / 10), first % 10, middle, ...serial.map(Number)];
  const sum = digits.reduce((total, digit, at) => total + digit * (WEIGHTS[at] ?? 0), 0);
  return sum % 10 === 0 ? undefined : 'checksum';
}
