import { chromium } from '../../browser/support/chromium.ts';

/** Measures the parents' pages on the deployed local stack, whose descriptor STACK_JSON names: `make bench-web`. */
export default {
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  reporter: 'list',
  outputDir: '../../../.local/browser/bench',
  use: { ...chromium, locale: 'zh-TW', timezoneId: 'Asia/Taipei' },
};
