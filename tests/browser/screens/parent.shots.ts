import { ApiFamily } from '../support/api.ts';
import { agree, confirmData, fillApplicant, fillSignIn, signIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import { shot } from './shot.ts';

const LONG = '瑪拉歐斯‧達努巴克‧烏瑪芙‧伊斯坦大';

test('the way to sent', async ({ page, pupil }, info) => {
  await fillSignIn(page, pupil);
  await shot(page, info, 'sign-in');
  await page.getByLabel('密碼', { exact: true }).fill('');
  await page.getByLabel('驗證碼', { exact: true }).fill('');
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('heading', { name: '請先修改以下內容' })).toBeVisible();
  await shot(page, info, 'sign-in-errors');
  await signIn(page, pupil);
  await shot(page, info, 'portal');
  await page.getByRole('link', { name: '開始確認' }).click();
  await expect(page.getByRole('radio', { name: '資訊正確' })).toBeVisible();
  await shot(page, info, 'confirm');
  await page.getByRole('radio', { name: '錯誤回報' }).check();
  await page.getByRole('button', { name: '修正 戶籍地址' }).click();
  await page.getByLabel('戶籍地址', { exact: true }).fill('');
  await page.getByRole('button', { name: '填答送出' }).click();
  await shot(page, info, 'confirm-errors');
  await page.getByLabel('戶籍地址', { exact: true }).fill('雲端市示範區一條名字特別長的測試大道三段二百五十六巷七弄八號十二樓之三');
  await confirmData(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申辦親子帳號');
  await shot(page, info, 'apply');
  await agree(page);
  await page.getByRole('radio', { name: /二位申辦/ }).check();
  await shot(page, info, 'who');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('身分證字號').fill('A12345');
  await page.getByLabel('電子郵件', { exact: true }).fill('someone@gmial.com');
  await page.getByRole('button', { name: '下一步' }).click();
  await shot(page, info, 'applicant-errors');
  const father = applicant('father');
  await fillApplicant(page, { ...father, name: LONG, email: `a-rather-long-mailbox-name.${father.email}` });
  await shot(page, info, 'applicant-second');
  await fillApplicant(page, { ...applicant('mother'), name: 'Nguyễn Thị Minh Khai' });
  await shot(page, info, 'check');
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('button', { name: '送出申請' })).toBeVisible();
  await shot(page, info, 'send');
  await page.getByRole('button', { name: /^修正 .*電子郵件/ }).first().click();
  await shot(page, info, 'email-dialog', { visible: true });
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '送出申請' }).click();
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
  await shot(page, info, 'sent');
  await page.getByRole('link', { name: '回前頁' }).click();
  await expect(page.getByRole('link', { name: '查看進度' })).toBeVisible();
  await shot(page, info, 'portal-sent');
});

test('words about it', async ({ page, school, pupil }, info) => {
  for (const name of ['about', 'notice', 'not-here']) {
    await page.goto(`/${name}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await shot(page, info, name, { visible: name === 'notice' });
  }
  await page.goto(`/?school=${school.id}&language=th`);
  await expect(page.getByRole('combobox').first()).not.toHaveValue('');
  await shot(page, info, 'sign-in-thai');
  await page.goto('/about?language=zh-Hant');
  await signIn(page, pupil);
  await page.context().clearCookies();
  await page.getByRole('link', { name: '開始確認' }).click();
  await page.getByRole('radio', { name: '資訊正確' }).check();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot(page, info, 'signed-out', { visible: true });
});

for (const language of ['en', 'vi', 'id', 'th']) {
  test(`an applicant in ${language}`, async ({ page, pupil }, info) => {
    const family = await ApiFamily.signIn(pupil);
    await family.confirm();
    await family.consent();
    await signIn(page, pupil);
    await page.goto(`/portal?language=${language}`);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await shot(page, info, `portal-${language}`);
    await page.goto('/apply/who');
    await page.getByRole('radio').nth(2).check();
    await page.getByRole('button').last().waitFor();
    await page.locator('form button[type=submit]').click();
    await expect(page).toHaveURL(/applicant\/1/);
    await page.locator('form button[type=submit]').click();
    await shot(page, info, `applicant-${language}`);
  });
}

test('declined', async ({ page, pupil }, info) => {
  await (await ApiFamily.signIn(pupil)).consent('decline');
  await signIn(page, pupil);
  await shot(page, info, 'portal-declined');
  await page.goto('/send');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await shot(page, info, 'send-declined');
});
