import { describe, expect, it } from 'vitest';
import { clock, daysUntil, longDate, longTime, shortTime } from './dates';

describe('dates', () => {
  it('are counted from the founding of the Republic in Chinese', () => {
    expect(longDate('2026-09-30T23:59:59+08:00', 'zh-Hant')).toBe('民國115年9月30日');
    expect(shortTime('2020-07-16T20:00:41+08:00', 'zh-Hant')).toBe('109/07/16 20:00');
  });

  it('are Gregorian in every other language, Thai included', () => {
    expect(longDate('2026-09-30', 'en')).toBe('September 30, 2026');
    expect(longDate('2026-09-30', 'th')).toContain('2026');
    expect(shortTime('2026-09-30T01:02:00+08:00', 'vi')).toBe('2026/09/30 01:02');
  });

  it('are those of Taipei wherever the reader is', () => {
    expect(longTime('2026-09-30T17:30:00Z', 'zh-Hant')).toBe('民國115年10月1日 01:30');
    expect(clock('2026-09-30T16:05:00Z')).toBe('00:05');
  });

  it('say how many days are left, counted by calendar days', () => {
    expect(daysUntil('2026-09-30T23:59:59+08:00', new Date('2026-09-28T10:00:00+08:00'))).toBe(2);
    expect(daysUntil('2026-09-30T23:59:59+08:00', new Date('2026-09-30T23:00:00+08:00'))).toBe(0);
    expect(daysUntil('2026-09-30T23:59:59+08:00', new Date('2026-10-01T00:10:00+08:00'))).toBe(-1);
  });
});
