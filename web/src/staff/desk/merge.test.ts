import { describe, expect, it } from 'vitest';
import { mergeList, mergeSome } from './merge';
import { row } from './rows.fixture';

describe('merging rows', () => {
  it('never replaces a row by an older version of itself', () => {
    const decided = row({ version: 4, review: 'approved' });
    expect(mergeList([decided], [row({ version: 3 })]).rows).toEqual([decided]);
    expect(mergeSome([decided], [row({ version: 3 })])).toEqual([decided]);
  });

  it('takes account and mail states that come with the same version', () => {
    const [now] = mergeList([row({ account: 'creating' })], [row({ account: 'created' })]).rows;
    expect(now?.account).toBe('created');
  });

  it('names the rows that somebody else changed, and no new ones', () => {
    const fetched = [row({ version: 4 }), row({ applicant_id: 'b-1' })];
    expect(mergeList([row()], fetched).changed.map((changed) => changed.applicant_id)).toEqual(['a-1']);
  });

  it('drops rows that are gone', () => {
    expect(mergeList([row()], []).rows).toEqual([]);
  });
});
