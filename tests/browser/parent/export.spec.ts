/** 下載我的資料: everything held about the child's case, as a file. */
import { readFileSync } from 'node:fs';
import { ApiFamily } from '../support/api.ts';
import { signIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('a family takes its data as a file, masked as on the pages, and the file says that it was taken', async ({ page, pupil }) => {
  const father = applicant('father');
  await (await ApiFamily.signIn(pupil)).apply('one_parent', [father]);
  await signIn(page, pupil);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下載我的資料' }).click();
  const file = await download;
  await expect(page.getByText('檔案已下載。', { exact: false })).toBeVisible();
  expect(file.suggestedFilename()).toBe('guardian-link-case.json');
  const text = readFileSync(await file.path(), 'utf8');
  const held = JSON.parse(text) as { case: { student: { name: string } }; events: { what: string }[] };
  expect(held.case.student.name).toBe(pupil.name);
  expect(held.events.map(({ what }) => what)).toEqual(expect.arrayContaining(['opened', 'data_confirmed', 'applicants_named', 'submitted', 'exported']));
  for (const hidden of [father.national_id, father.mobile, father.email]) expect(text).not.toContain(hidden);
});
