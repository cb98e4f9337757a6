/** What stands on the screen in a language, read from the site's own messages. */
import { readFileSync } from 'node:fs';

export const LANGUAGES = { 'zh-Hant': '中文', en: 'English', vi: 'Tiếng Việt', id: 'Bahasa Indonesia', th: 'ไทย' } as const;

export type Language = keyof typeof LANGUAGES;

export type Words = (key: string, args?: Record<string, string | number>) => string;

const PARTS = { parent: ['common', 'case', 'sign-in', 'parent'], staff: ['common', 'case', 'staff'] } as const;

const read = (language: Language, part: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../../web/messages/${language}/${part}.json`, import.meta.url), 'utf8')) as Record<string, string>;

/** The words of a language by key; a key that has none is an error. */
export function words(language: Language, entrance: 'parent' | 'staff' = 'parent'): Words {
  const all: Record<string, string> = Object.assign({}, ...PARTS[entrance].map((part) => read(language, part)));
  return (key, args = {}) => {
    const text = all[key];
    if (text === undefined) throw new Error(`no words for ${key} in ${language}`);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
  };
}
