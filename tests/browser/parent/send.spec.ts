/** 同意簽署回傳 before a decision: what is missing, a wrong e-mail, second thoughts. */
import { ApiFamily } from '../support/api.ts';
import { signIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('what is missing is named, each with the way there', async ({ page, pupil }) => {
  await signIn(page, pupil);
  await page.getByRole('link', { name: '同意簽署回傳' }).click();
  const missing = page.getByRole('region', { name: '送出前還需要' });
  await expect(missing.getByRole('link')).toHaveText(['確認學生相關資訊', '閱讀並同意個資告知', '填寫申請人資料']);
  await expect(page.getByRole('button', { name: '送出申請' })).toHaveCount(0);
  const family = await ApiFamily.signIn(pupil);
  await family.consent();
  await family.name('one_parent', [applicant('mother')]);
  await page.reload();
  await expect(missing.getByRole('link')).toHaveText(['確認學生相關資訊']);
  await missing.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認學生相關資訊');
});

test('an e-mail is corrected in a dialog, before sending and after, and stays corrected', async ({ page, pupil }) => {
  const father = applicant('father');
  const family = await ApiFamily.signIn(pupil);
  await family.confirm();
  await family.consent();
  await signIn(page, pupil);
  await page.goto('/apply/who');
  await page.getByRole('radio', { name: /一位申辦/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('申請人姓名').fill(father.name);
  await page.getByRole('radio', { name: '爸爸' }).check();
  await page.getByLabel('身分證字號').fill(father.national_id);
  await page.getByLabel('手機', { exact: true }).fill(father.mobile);
  await page.getByLabel('電子郵件', { exact: true }).fill('wrong@example.com');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '確認送出' }).click();

  const change = page.getByRole('button', { name: `修正 ${father.name} 電子郵件` });
  const dialog = page.getByRole('dialog', { name: `修改${father.name}的電子郵件` });
  await change.click();
  await dialog.getByLabel('電子郵件', { exact: true }).fill('not an address');
  await dialog.getByRole('button', { name: '確定' }).click();
  await expect(dialog.getByText('請檢查電子郵件，例如 name@example.com')).toBeVisible();
  await dialog.getByLabel('電子郵件', { exact: true }).fill('first@example.com');
  await dialog.getByRole('button', { name: '確定' }).click();
  await expect(page.getByText('first@example.com')).toBeVisible();
  await expect(change).toBeFocused();

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認填寫內容');
  await expect(page.getByText('first@example.com'), 'the form knows the correction').toBeVisible();
  await page.getByRole('button', { name: '確認送出' }).click();
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
  await change.click();
  await dialog.getByLabel('電子郵件', { exact: true }).fill(father.email);
  await dialog.getByRole('button', { name: '確定' }).click();
  await expect(page.getByRole('status').getByText('電子郵件已修改')).toBeVisible();
  await expect(page.getByText('待審核')).toBeVisible();
});

test('what was sent is pulled back, corrected and sent again, with another 核對碼', async ({ page, pupil }) => {
  const father = applicant('father');
  await (await ApiFamily.signIn(pupil)).apply('one_parent', [father]);
  await signIn(page, pupil);
  await page.getByRole('link', { name: '查看進度' }).click();
  const code = page.getByRole('region', { name: '核對碼' });
  const before = await code.innerText();
  await page.goto('/apply/applicant/1');
  await expect(page.getByRole('heading', { level: 1 }), 'what is under review cannot be changed').toHaveText('同意簽署回傳');
  await page.getByRole('button', { name: '收回修改' }).click();
  await expect(page.getByRole('status').getByText('已收回，修改後請再送出')).toBeVisible();
  await page.goto('/apply/applicant/1');
  await expect(page.getByLabel('申請人姓名')).toHaveValue(father.name);
  await page.getByLabel('申請人姓名').fill('測試改名');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '確認送出' }).click();
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(code).toBeVisible();
  await expect(page.getByRole('list', { name: '申辦人資訊' })).toContainText('測試改名');
  expect(await code.innerText()).not.toBe(before);
});

test('who has no mailbox gets a slip from the school', async ({ page, pupil }) => {
  const family = await ApiFamily.signIn(pupil);
  await family.confirm();
  await family.consent();
  await family.name('one_parent', [applicant('mother')]);
  await signIn(page, pupil);
  await page.goto('/apply/applicant/1');
  await page.getByRole('checkbox', { name: '沒有電子郵件' }).check();
  await expect(page.getByText('沒關係，學校會給您紙本的帳號通知單。')).toBeVisible();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('list', { name: '申辦人資訊' })).toContainText('沒有電子郵件');
});
