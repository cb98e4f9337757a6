import { defineConfig, devices } from '@playwright/test';
import { chromium } from '../support/chromium.ts';

/** Pictures of every page at both widths, into docs/screens: `make screenshots`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: '../../../.local/browser/screens',
  use: { ...chromium, locale: 'zh-TW', timezoneId: 'Asia/Taipei' },
  projects: [
    { name: 'phone', use: { ...devices['Pixel 7'], viewport: { width: 360, height: 740 }, deviceScaleFactor: 1 } },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  ],
});
