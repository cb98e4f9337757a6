import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const LANGUAGES = ['zh-Hant', 'en', 'vi', 'id', 'th'];
const PARTS = ['common', 'case', 'sign-in', 'parent', 'staff'];

const read = (language: string, part: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'messages', language, `${part}.json`), 'utf8'));

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('schema.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
  .join('\n');

/** Keys in quotes, and the fixed beginnings of keys that are put together (`review.${state}`). */
const whole = new Set(Array.from(sources.matchAll(/['"]([a-z][\w.-]*)['"]/g), (match) => match[1]));
const begun = Array.from(sources.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{/g), (match) => match[1] ?? '');

const marks = (text: string): string[] => Array.from(text.matchAll(/\{\w+\}/g), (match) => match[0]).sort();

describe.each(PARTS)('the words of %s', (part) => {
  const chinese = read('zh-Hant', part);

  it.each(LANGUAGES)('are complete in %s', (language) => {
    expect(Object.keys(read(language, part)).sort()).toEqual(Object.keys(chinese).sort());
  });

  it.each(LANGUAGES)('are never empty and have the same marks in %s', (language) => {
    for (const [key, text] of Object.entries(read(language, part))) {
      expect(text.trim(), key).not.toBe('');
      expect(marks(text), key).toEqual(marks(chinese[key] ?? ''));
    }
  });

  it('are all used', () => {
    const unused = Object.keys(chinese).filter((key) => !whole.has(key) && !begun.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
});

/** A file and all that it imports at once, without what it fetches later and without types. */
function atOnce(file: string, found = new Set<string>()): Set<string> {
  const path = ['', '.ts', '/index.ts'].map((ending) => file + ending).find((path) => /\.(ts|svelte)$/.test(path) && existsSync(path));
  if (!path || found.has(path)) return found;
  found.add(path);
  for (const [, from = ''] of readFileSync(path, 'utf8').matchAll(/^\s*(?:import|export)(?! type)[^;]*?'(\.[^']*)';/gm)) atOnce(join(dirname(path), from), found);
  return found;
}

it('the first page of the parents has words for all that stands on it before the others come', () => {
  const first = [...atOnce(join(root, 'src/parent/main.ts'))];
  expect(first.map((path) => path.split('/').pop())).toEqual(expect.arrayContaining(['SignInForm.svelte', 'Field.svelte', 'problem.ts']));
  const used = first.flatMap((path) => Array.from(readFileSync(path, 'utf8').matchAll(/\bt\('([^']+)'/g), (match) => match[1]));
  const late = new Set(['case', 'parent'].flatMap((part) => Object.keys(read('zh-Hant', part))));
  expect(used.filter((key) => late.has(key ?? ''))).toEqual([]);
});
