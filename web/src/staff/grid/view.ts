// Which rows stand on the page: lists, filters, order and pages are the browser's work; a class is fetched whole.

import type { Row } from '../api';
import { COLUMNS, type Column, type ColumnKey } from './columns';

/** 30 a page, as on the slides. */
export const PAGE = 30;

export type Filters = Partial<Record<ColumnKey, string>>;

export interface Order {
  key: ColumnKey;
  down: boolean;
}

/** 待審核案件 and 已審核案件: both can be on. */
export interface Lists {
  pending: boolean;
  decided: boolean;
}

/** The rows of these lists; `held` were decided a moment ago on this screen and stay until the list is opened anew. */
export function listed(rows: readonly Row[], lists: Lists, held: ReadonlySet<string>): Row[] {
  return rows.filter((row) => {
    if (row.review === 'pending') return lists.pending;
    return (lists.decided && row.review !== 'draft') || (lists.pending && held.has(row.applicant_id));
  });
}

/** The rows that pass every filter, in order. */
export function arranged(rows: readonly Row[], filters: Filters, order: Order): Row[] {
  const asked = COLUMNS.filter((column) => filters[column.key]?.trim());
  const sign = order.down ? -1 : 1;
  return rows
    .filter((row) => asked.every((column) => passes(row, column, filters[column.key] ?? '')))
    .sort((a, b) => sign * compare(a, b, order.key) || compare(a, b, 'seat') || compare(a, b, 'student_number') || a.applicant_id.localeCompare(b.applicant_id));
}

function passes(row: Row, column: Column, wanted: string): boolean {
  if (column.choices) return row[column.key] === wanted;
  return plain(column.text(row)).includes(plain(wanted));
}

function compare(a: Row, b: Row, key: ColumnKey): number {
  const [left, right] = [a[key] ?? '', b[key] ?? ''];
  return left.localeCompare(right, 'zh-Hant', { numeric: true });
}

/** Full width, case and spaces make no difference. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
