// New rows over known ones: a row is never replaced by an older version of itself.

import type { Row } from '../api';

/** What came of a merge. */
export interface Merged {
  rows: Row[];
  /** Rows that somebody else decided or changed since they were last seen here. */
  changed: Row[];
}

/** The whole list as fetched, over what is known. */
export function mergeList(known: readonly Row[], fetched: readonly Row[]): Merged {
  const before = new Map(known.map((row) => [row.applicant_id, row]));
  const rows = fetched.map((row) => newer(before.get(row.applicant_id), row));
  const changed = rows.filter((row) => {
    const old = before.get(row.applicant_id);
    return old !== undefined && row.version > old.version;
  });
  return { rows, changed };
}

/** Single rows out of an answer, in their places. */
export function mergeSome(known: readonly Row[], some: readonly Row[]): Row[] {
  const fresh = new Map(some.map((row) => [row.applicant_id, row]));
  return known.map((row) => newer(row, fresh.get(row.applicant_id) ?? row));
}

function newer(old: Row | undefined, row: Row): Row {
  return old && old.version > row.version ? old : row;
}
