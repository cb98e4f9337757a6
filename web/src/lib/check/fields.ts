/** Checks made on leaving a field. Each answers the stable code of what is wrong, or nothing. */
const national = (text: string): string => text.normalize('NFKC').replace(/[ ().\-]/g, '').replace(/^(\+886|00886)0?/, '0');

export function checkName(text: string): string | undefined {
  if (text.trim() === '') return 'required';
  return /[\d<>{}@*]/.test(text) ? 'characters' : undefined;
}

export function checkMobile(text: string): string | undefined {
  if (text.trim() === '') return 'required';
  return /^09\d{8}$/.test(national(text)) ? undefined : 'mobile';
}

/** A telephone at home; empty is fine. */
export function checkPhone(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const number = national(text).toLowerCase().replace(/(分機|轉|extension|ext|x)/, '#');
  return /^0\d{8,9}(#\d{1,6})?$/.test(number) ? undefined : 'phone';
}

export function checkEmail(text: string): string | undefined {
  if (text.trim() === '') return 'required';
  return /^[^\s@,;]+@[^\s@.,;]+(\.[^\s@.,;]+)+$/.test(text.trim()) && !text.includes('..') ? undefined : 'email';
}

const KNOWN = ['gmail.com', 'yahoo.com.tw', 'yahoo.com', 'hotmail.com', 'outlook.com', 'icloud.com', 'msn.com', 'live.com', 'hinet.net', 'pchome.com.tw'];

/** What was probably meant (`gmial.com`): a suggestion, never a refusal. */
export function suggestEmail(text: string): string | undefined {
  const [name, domain] = text.trim().toLowerCase().split('@');
  if (!name || !domain || KNOWN.includes(domain)) return undefined;
  const close = KNOWN.find((known) => distance(known, domain) <= (known.length > 8 ? 2 : 1));
  return close && `${text.trim().split('@')[0]}@${close}`;
}

/** Letters to add, drop, change or swap with a neighbour. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = best;
    }
  }
  return rows[a.length]![b.length]!;
}
