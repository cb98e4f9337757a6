import { defineConfig, devices } from '@playwright/test';
import { chromium } from './support/chromium.ts';

/** Journeys in a real browser on the deployed local stack, whose descriptor STACK_JSON names; `make browser` runs them. */
export default defineConfig({
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['html', { open: 'never', outputFolder: '../../.local/browser/report' }]],
  outputDir: '../../.local/browser/results',
  use: { ...chromium, trace: 'retain-on-failure', locale: 'zh-TW', timezoneId: 'Asia/Taipei' },
  projects: [
    { name: 'phone', testIgnore: ['**/staff/**', '**/parent/desktop.spec.ts'], use: { ...devices['Pixel 7'], viewport: { width: 360, height: 740 } } },
    { name: 'desktop', testMatch: ['**/staff/**/*.spec.ts', '**/parent/desktop.spec.ts'], use: { viewport: { width: 1280, height: 800 } } },
  ],
});
