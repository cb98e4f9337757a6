/** How much a parent has to do on a phone: counted in taps and keystrokes, never in seconds. */
import { newPicture } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { captchaAnswer } from '../support/table.ts';
import { expect, test } from '../support/test.ts';

test('from signing in to sent takes few taps, and no more typing than the data itself', async ({ page, pupil }, info) => {
  const effort = { taps: 0, keys: 0 };
  await page.exposeFunction('counted', (what: 'taps' | 'keys') => effort[what]++);
  await page.addInitScript(() => {
    const { counted } = window as unknown as { counted: (what: 'taps' | 'keys') => void };
    addEventListener('pointerdown', () => counted('taps'), true);
    addEventListener('keydown', () => counted('keys'), true);
  });
  const tap = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).tap();
  const pick = (name: string | RegExp) => page.getByRole('radio', { name }).tap();
  const type = async (label: string, text: string) => {
    const field = page.getByLabel(label, { exact: true });
    await field.tap();
    await field.pressSequentially(text);
  };
  const mother = applicant('mother');
  await page.goto(`/?school=${pupil.school}`);
  await expect(page.getByRole('combobox', { name: '校名' })).not.toHaveValue('');
  await page.getByRole('img', { name: '四位數字的圖片' }).waitFor();
  const digits = await captchaAnswer(await newPicture(page, () => page.getByRole('button', { name: '換一張圖片' }).last().tap()));
  Object.assign(effort, { taps: 0, keys: 0 });
  await type('帳號', pupil.account);
  await type('密碼', pupil.password);
  await type('驗證碼', digits);
  await tap('確認送出');
  await page.getByRole('link', { name: '開始確認' }).tap();
  await pick('資訊正確');
  await tap('填答送出');
  await pick(/^本人同意/);
  await tap('申辦帳號');
  await pick(/一位申辦/);
  await tap('下一步');
  await type('申請人姓名', mother.name);
  await pick('媽媽');
  await type('身分證字號', mother.national_id);
  await type('手機', mother.mobile);
  await type('電子郵件', mother.email);
  await tap('下一步');
  await tap('確認送出');
  await tap('送出申請');
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();

  const data = [pupil.account, pupil.password, digits, mother.name, mother.national_id, mother.mobile, mother.email].join('').length;
  info.annotations.push({ type: 'effort', description: `${effort.taps} taps, ${effort.keys} keystrokes for ${data} letters of data` });
  expect(effort.taps).toBeLessThanOrEqual(20);
  expect(effort.keys).toBeLessThanOrEqual(data);
});
