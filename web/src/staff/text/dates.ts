// Times as the grid shows them, to the second: 民國 years in Chinese. The API's times carry Taipei's offset already.

import { current } from '../../lib/i18n';

/** `115/11/24 19:58:00` (or `2026/11/24 …` in other languages), or nothing. */
export function gridTime(iso: string | null | undefined): string {
  return iso ? `${gridDate(iso)} ${iso.slice(11, 19)}` : '';
}

/** `115/11/24`, or nothing. */
export function gridDate(iso: string | null | undefined): string {
  if (!iso) return '';
  const [year, month, day] = iso.slice(0, 10).split('-');
  return `${current() === 'zh-Hant' ? Number(year) - 1911 : year}/${month}/${day}`;
}

/** `9:41`: what is left of a time. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
