/** 驗證碼 in three ways: read, heard, or left to the browser. */
import { expectAccessible } from '../support/axe.ts';
import { fillSignIn, newPicture } from '../support/family.ts';
import { captchaAnswer } from '../support/table.ts';
import { expect, test } from '../support/test.ts';

test('a click on the picture brings another one, and the field to type it into', async ({ page, pupil }) => {
  await fillSignIn(page, pupil);
  const picture = page.getByRole('img', { name: '四位數字的圖片' });
  const before = await picture.getAttribute('src');
  const field = page.getByLabel('驗證碼', { exact: true });
  await expect(field).toHaveAccessibleDescription('驗證碼不清晰時，可重新點開圖片重新產生');
  const id = await newPicture(page, () => picture.click());
  await expect(picture).not.toHaveAttribute('src', before ?? '');
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await field.fill(await captchaAnswer(id));
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
});

for (const [language, name] of [['zh-Hant', '聽數字'], ['vi', /.*/]] as const) {
  test(`the digits are spoken, in ${language}`, async ({ page, pupil }) => {
    let played: (seconds: number) => void;
    const heard = new Promise<number>((resolve) => (played = resolve));
    await page.exposeFunction('heard', (seconds: number) => played(seconds));
    await page.addInitScript(() => {
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        this.addEventListener('playing', () => (window as unknown as { heard: (seconds: number) => void }).heard(this.duration), { once: true });
        return play.call(this);
      };
    });
    await fillSignIn(page, pupil);
    if (language !== 'zh-Hant') await page.getByRole('combobox', { name: '語言' }).selectOption(language);
    const fetched = page.waitForResponse((answer) => answer.url().includes('/audio'));
    await page.getByRole('button', { name }).filter({ hasText: language === 'vi' ? 'Nghe' : '聽數字' }).click();
    const answer = await fetched;
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toMatch(/^audio\//);
    expect(answer.headers()['content-language']).toBe(language);
    expect(await heard, 'some seconds of sound').toBeGreaterThan(1);
  });
}

// The browser's work is luck: half a million tries on average, now and then a few times as many.
const WORK = { timeout: 120_000 };

test('nothing has to be copied when the browser works for it', async ({ page, pupil }) => {
  test.slow();
  await fillSignIn(page, pupil);
  await page.getByRole('button', { name: '不用看圖，由瀏覽器驗證' }).click();
  await expect(page.getByRole('status').getByText('瀏覽器已完成驗證，不用輸入驗證碼')).toBeVisible(WORK);
  await expect(page.getByLabel('驗證碼', { exact: true })).toHaveCount(0);
  await expectAccessible(page, 'the browser has worked');
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
});

test('one can go back from the browser’s work to the picture', async ({ page, pupil }) => {
  test.slow();
  await fillSignIn(page, pupil);
  await page.getByRole('button', { name: '不用看圖，由瀏覽器驗證' }).click();
  const back = page.getByRole('button', { name: '改用圖片' });
  await back.waitFor(WORK);
  const id = await newPicture(page, () => back.click());
  await page.getByLabel('驗證碼', { exact: true }).fill(await captchaAnswer(id));
  await page.getByRole('button', { name: '確認送出' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pupil.name);
});
