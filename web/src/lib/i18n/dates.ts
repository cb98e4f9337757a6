/** Dates as people in Taiwan write them (民國) in Chinese, and as each language writes them otherwise. */
const ZONE = 'Asia/Taipei';

type Parts = { year: number; month: number; day: number; hour: string; minute: string };

/** The wall clock of Taipei at an instant, or a plain date as it is. */
export function parts(iso: string): Parts {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (plain) return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]), hour: '00', minute: '00' };
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
  const found = Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
  return { year: Number(found['year']), month: Number(found['month']), day: Number(found['day']), hour: found['hour'] ?? '', minute: found['minute'] ?? '' };
}

/** `民國115年9月30日`, or `30 September 2026` and the like. */
export function longDate(iso: string, language: string): string {
  const { year, month, day } = parts(iso);
  if (language === 'zh-Hant') return `民國${year - 1911}年${month}月${day}日`;
  const date = new Date(Date.UTC(year, month - 1, day));
  return new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(date);
}

/** The same with the time of day. */
export function longTime(iso: string, language: string): string {
  const { hour, minute } = parts(iso);
  return `${longDate(iso, language)} ${hour}:${minute}`;
}

/** `115/09/30 19:32`, the way of grids; the Gregorian year in other languages. */
export function shortTime(iso: string, language: string): string {
  const { year, month, day, hour, minute } = parts(iso);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${language === 'zh-Hant' ? year - 1911 : year}/${two(month)}/${two(day)} ${hour}:${minute}`;
}

/** `19:32`. */
export function clock(iso: string): string {
  const { hour, minute } = parts(iso);
  return `${hour}:${minute}`;
}

/** Days from today to the day of an instant, both in Taipei; negative when it is over. */
export function daysUntil(iso: string, now: Date = new Date()): number {
  const day = (text: string): number => {
    const { year, month, day: date } = parts(text);
    return Date.UTC(year, month - 1, date);
  };
  return Math.round((day(iso) - day(now.toISOString())) / 86_400_000);
}
