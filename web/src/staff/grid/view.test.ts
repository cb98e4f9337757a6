import { describe, expect, it } from 'vitest';
import { row } from '../desk/rows.fixture';
import { arranged, listed } from './view';

const SEAT = { key: 'seat', down: false } as const;
const ids = (rows: { applicant_id: string }[]) => rows.map((item) => item.applicant_id);
const pending = row({ applicant_id: 'pending' });
const approved = row({ applicant_id: 'approved', review: 'approved' });
const draft = row({ applicant_id: 'draft', review: 'draft' });
const all = [pending, approved, draft];

describe('the lists', () => {
  it('show what waits, what is decided, or both, but no drafts', () => {
    expect(ids(listed(all, { pending: true, decided: false }, new Set()))).toEqual(['pending']);
    expect(ids(listed(all, { pending: false, decided: true }, new Set()))).toEqual(['approved']);
    expect(ids(listed(all, { pending: true, decided: true }, new Set()))).toEqual(['pending', 'approved']);
  });

  it('keep in sight what was decided a moment ago', () => {
    expect(ids(listed(all, { pending: true, decided: false }, new Set(['approved'])))).toEqual(['pending', 'approved']);
  });
});

describe('filters and order', () => {
  const rows = [
    row({ applicant_id: '10', seat: '10', email: 'b@example.com' }),
    row({ applicant_id: '2', seat: '2', email: 'A@example.com', review: 'rejected' }),
  ];

  it('sort seats as numbers, both ways', () => {
    expect(ids(arranged(rows, {}, SEAT))).toEqual(['2', '10']);
    expect(ids(arranged(rows, {}, { key: 'seat', down: true }))).toEqual(['10', '2']);
  });

  it('look into the text of a column, whatever its case and width', () => {
    expect(ids(arranged(rows, { email: 'ａ@' }, SEAT))).toEqual(['2']);
  });

  it('pick one value where the filter is a drop-down', () => {
    expect(ids(arranged(rows, { review: 'pending' }, SEAT))).toEqual(['10']);
  });

  it('all have to be passed', () => {
    expect(arranged(rows, { review: 'pending', email: 'a@' }, SEAT)).toEqual([]);
  });
});
