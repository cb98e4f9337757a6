/** Without a mouse: Tab, Space, arrows and Enter are enough, and one always sees where one is. */
import { fillSignIn } from '../support/family.ts';
import { applicant } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';

/** What shows the focus: an outline around the element, or around the label of a radio button. */
const focusIsSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const here = document.activeElement;
    const boxes = [here, here?.closest('label')].filter((box): box is Element => Boolean(box));
    return boxes.some((box) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(box);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
  });

/** Tabs on until it has the focus; every stop on the way is seen. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stops = 0; stops < 60; stops++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    expect(await focusIsSeen(page), `focus is seen on the way to ${wanted}, stop ${stops + 1}`).toBe(true);
  }
  throw new Error(`${wanted} is not reached by Tab`);
}

test('a family goes from signing in to sent by the keyboard alone', async ({ page, pupil }) => {
  const mother = applicant('mother');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (text: string | RegExp) => expect(page.getByRole('heading', { level: 1 })).toHaveText(text);
  const act = async (wanted: Locator, key: string) => {
    await tabTo(page, wanted);
    await page.keyboard.press(key);
  };
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label, { exact: true }));
    await page.keyboard.type(text);
  };
  await fillSignIn(page, pupil);
  await act(button('確認送出'), 'Enter');
  await heading(`${pupil.name} 的親子綁定`);
  await act(page.getByRole('link', { name: '開始確認' }), 'Enter');
  await heading('確認學生相關資訊');
  await act(page.getByRole('radio', { name: '資訊正確' }), 'Space');
  await act(button('修正 緊急聯絡人手機'), 'Enter');
  await expect(page.getByLabel('緊急聯絡人手機')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('0912345678');
  await act(button('填答送出'), 'Enter');
  await heading('申辦親子帳號');
  await act(page.getByRole('radio', { name: /^本人同意/ }), 'Space');
  await act(button('申辦帳號'), 'Enter');
  await heading('監護情形');
  await act(page.getByRole('radio', { name: /一位申辦/ }), 'Space');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /二位申辦/ })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await act(button('下一步'), 'Enter');
  await heading('申請人');
  await type('申請人姓名', mother.name);
  await act(page.getByRole('radio', { name: '爸爸' }), 'ArrowDown');
  await expect(page.getByRole('radio', { name: '媽媽' })).toBeChecked();
  await type('身分證字號', mother.national_id);
  await type('手機', mother.mobile);
  await type('電子郵件', mother.email);
  await page.keyboard.press('Enter');
  await heading('確認填寫內容');
  await act(button('確認送出'), 'Enter');
  await heading('同意簽署回傳');
  const change = button(`修正 ${mother.name} 電子郵件`);
  await act(change, 'Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(change).toBeFocused();
  await act(button('送出申請'), 'Space');
  await expect(page.getByText('核對碼', { exact: true })).toBeVisible();
});

test('the entrance too is used by the keyboard, with a link past what is the same on every page', async ({ page, school }) => {
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到主要內容' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('combobox', { name: '校名' }));
  await page.keyboard.type(school.name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '校名' })).toHaveValue(new RegExp(school.name));
  await tabTo(page, page.getByRole('button', { name: '顯示密碼' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: '隱藏密碼' })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: '聽數字' }));
  await tabTo(page, page.getByRole('button', { name: '確認送出' }));
});
