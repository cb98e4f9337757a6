/** How long after its address was opened the sign-in page takes a letter, on a slow phone and 3G. */
import { test, expect } from '../../browser/support/test.ts';
import { words, type Language } from '../../browser/support/words.ts';
import { SLOW } from './conditions.ts';
import { keep, median } from './figures.ts';

const RUNS = Number(process.env['RUNS'] || 9);

declare global {
  var tookLetterAt: number | undefined;
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
      const phone = await context.newCDPSession(page);
      await phone.send('Network.enable');
      await phone.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: SLOW.rttMs,
        downloadThroughput: (SLOW.throughputKbps * 1024) / 8,
        uploadThroughput: (SLOW.throughputKbps * 1024) / 8,
      });
      await phone.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpuSlowdownMultiplier });
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
