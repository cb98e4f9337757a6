// The grid's columns, in the slides' order; the applicant's name is ours.

import type { Row } from '../api';
import { gridTime } from '../text/dates';
import { accountText, relationshipText, reviewText } from '../text/words';
import type { MessageKey } from '../../lib/i18n';

export type ColumnKey =
  | 'student_number'
  | 'seat'
  | 'student_name'
  | 'applicant_name'
  | 'relationship'
  | 'national_id'
  | 'email'
  | 'submitted_at'
  | 'review'
  | 'reviewed_at'
  | 'account';

export interface Column {
  key: ColumnKey;
  heading: MessageKey;
  /** What the cell shows; filters look into the same. */
  text: (row: Row) => string;
  /** The values to pick from, where the filter is a drop-down. */
  choices?: { value: string; text: () => string }[];
}

const choices = <T extends string>(values: readonly T[], text: (value: string) => string) =>
  values.map((value) => ({ value, text: () => text(value) }));

export const COLUMNS: Column[] = [
  { key: 'student_number', heading: 'staff.col.student_number', text: (row) => row.student_number },
  { key: 'seat', heading: 'staff.col.seat', text: (row) => row.seat },
  { key: 'student_name', heading: 'staff.col.student_name', text: (row) => row.student_name },
  { key: 'applicant_name', heading: 'staff.col.applicant_name', text: (row) => row.applicant_name },
  {
    key: 'relationship',
    heading: 'staff.col.relationship',
    text: relationshipText,
    choices: choices(['father', 'mother', 'guardian'], (value) => relationshipText({ relationship: value })),
  },
  { key: 'national_id', heading: 'staff.col.national_id', text: (row) => row.national_id },
  { key: 'email', heading: 'staff.col.email', text: (row) => row.email ?? '' },
  { key: 'submitted_at', heading: 'staff.col.submitted_at', text: (row) => gridTime(row.submitted_at) },
  {
    key: 'review',
    heading: 'staff.col.review',
    text: (row) => reviewText(row.review),
    choices: choices(['pending', 'approved', 'rejected'], reviewText),
  },
  { key: 'reviewed_at', heading: 'staff.col.reviewed_at', text: (row) => gridTime(row.reviewed_at) },
  {
    key: 'account',
    heading: 'staff.col.account',
    text: (row) => accountText(row.account),
    choices: choices(['none', 'creating', 'created', 'linked', 'failed', 'revoking', 'revoked'], accountText),
  },
];
