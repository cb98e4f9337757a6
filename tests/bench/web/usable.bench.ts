/** How soon a slow phone on 3G can be used: the sign-in page after its address was opened, every later page after what led there was pressed. */
import { agree, confirmData, fillApplicant, fillSignIn } from '../../browser/support/family.ts';
import { applicant } from '../../browser/support/people.ts';
import { test, expect } from '../../browser/support/test.ts';
import { words, type Language } from '../../browser/support/words.ts';
import { SLOW } from './conditions.ts';
import { keep, median } from './figures.ts';

type Page = Parameters<typeof fillSignIn>[0];

const RUNS = Number(process.env['RUNS'] || 9);

declare global {
  var tookLetterAt: number | undefined;
  var pressedAt: number | undefined;
}

/** Makes a page one of a slow phone on 3G. */
async function slowly(page: Page): Promise<Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>> {
  const phone = await page.context().newCDPSession(page);
  await phone.send('Network.enable');
  await phone.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.rttMs,
    downloadThroughput: (SLOW.throughputKbps * 1024) / 8,
    uploadThroughput: (SLOW.throughputKbps * 1024) / 8,
  });
  await phone.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpuSlowdownMultiplier });
  return phone;
}

test('the sign-in page', async ({ browser, school, baseURL }) => {
  test.setTimeout(600_000);
  const measured = [];
  for (const language of ['zh-Hant', 'th'] satisfies Language[]) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const phone = await slowly(page);
      await page.addInitScript(() => addEventListener('input', () => (globalThis.tookLetterAt ??= performance.now()), true));
      bytes = 0;
      const took = (told: { encodedDataLength: number }) => (bytes += told.encodedDataLength);
      phone.on('Network.loadingFinished', took);
      await page.goto(`/?school=${school.id}&language=${language}`, { waitUntil: 'commit' });
      const account = page.getByLabel(words(language)('sign_in.account'), { exact: true });
      await account.pressSequentially('p');
      phone.off('Network.loadingFinished', took);
      // A small letter becomes a capital one: the page's own script took it.
      await expect(account).toHaveValue('P');
      times.push(await page.evaluate(() => globalThis.tookLetterAt ?? Number.NaN));
      await context.close();
    }
    measured.push({ language, runs: RUNS, median: median(times), worst: Math.max(...times), kib: bytes / 1024 });
    keep('web-usable', measured);
    console.log(measured.at(-1));
  }
});

test('every page after it', async ({ browser, school, baseURL }) => {
  test.setTimeout(1_200_000);
  const times = new Map<string, number[]>();
  for (let run = 0; run < RUNS; run++) {
    const pupil = school.pupils.shift()!;
    const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.addInitScript(() => addEventListener('click', () => (globalThis.pressedAt = performance.now()), true));
    await slowly(page);
    /** From the last press to what the next page is used by; pages are those of one document. */
    const shown = async (what: string, by: ReturnType<Page['getByText']>): Promise<void> => {
      await expect.poll(() => by.isVisible(), { intervals: [20], timeout: 30_000 }).toBe(true);
      const took = await page.evaluate(() => performance.now() - (globalThis.pressedAt ?? Number.NaN));
      times.set(what, [...(times.get(what) ?? []), took]);
    };
    const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
    await fillSignIn(page, pupil);
    await press('確認送出');
    await shown('portal', page.getByRole('link', { name: '開始確認' }));
    await page.getByRole('link', { name: '開始確認' }).click();
    await shown('the child’s data', page.getByRole('radio', { name: '資訊正確' }));
    await confirmData(page);
    await shown('the notice', page.getByRole('radio', { name: /^本人同意/ }));
    await agree(page);
    await shown('who applies', page.getByRole('radio', { name: /雙親為監護人，一位申辦/ }));
    await page.getByRole('radio', { name: /雙親為監護人，一位申辦/ }).check();
    await press('下一步');
    await shown('the applicant', page.getByLabel('申請人姓名'));
    await fillApplicant(page, applicant('father'));
    await shown('all looked over', page.getByRole('heading', { level: 1, name: '確認填寫內容' }));
    await press('確認送出');
    await shown('sending', page.getByRole('button', { name: '送出申請' }));
    await press('送出申請');
    await shown('sent', page.getByText('核對碼', { exact: true }));
    await context.close();
  }
  const measured = [...times].map(([page, all]) => ({ page, runs: RUNS, median: median(all), worst: Math.max(...all) }));
  keep('web-onwards', measured);
  console.table(measured);
});
