// A row for tests: one father who waits; what matters to a test is given.

import type { Row } from '../api';

export const row = (given: Partial<Row> = {}): Row => ({
  account: 'none',
  account_failure: null,
  applicant_id: 'a-1',
  applicant_name: '陳志明',
  arrangement: 'one_parent',
  attempt: 1,
  changed_since_sent: false,
  decided_by: null,
  email: 'parent@example.com',
  mail: { state: 'none', at: null },
  national_id: 'T*****0001',
  reason: null,
  reason_code: null,
  reference: 'ABC123',
  relationship: 'father',
  relationship_detail: null,
  review: 'pending',
  reviewed_at: null,
  seat: '01',
  student_name: '林怡君',
  student_number: '1150001',
  submitted_at: '2026-11-24T19:58:00+08:00',
  undo_until: null,
  version: 3,
  ...given,
});
