/**
 * Words by key. Only the chosen language is fetched; a choice is remembered on this device.
 * A page calls `await start('parent')` (or `'staff'`) once, and then `t('key', { name })` anywhere.
 */
import type kase from '../../../messages/zh-Hant/case.json';
import type common from '../../../messages/zh-Hant/common.json';
import type parent from '../../../messages/zh-Hant/parent.json';
import type signIn from '../../../messages/zh-Hant/sign-in.json';
import type staff from '../../../messages/zh-Hant/staff.json';
import { DEFAULT_LANGUAGE, type Language } from './languages';
import { ALL, FIRST, REMEMBERED, wantedLanguage, words, type Entrance, type Messages } from './words';

export { LANGUAGES, type Language } from './languages';
export type { Entrance } from './words';

/** Every key there is; a misspelt one does not compile. */
export type MessageKey = keyof typeof common | keyof typeof kase | keyof typeof signIn | keyof typeof parent | keyof typeof staff;

let messages = $state.raw<Messages>({});
let language = $state<Language>(DEFAULT_LANGUAGE);
let entrance: Entrance = 'parent';
/** What was asked for last: the language, and which files. What is shown follows. */
let asked: Language = DEFAULT_LANGUAGE;
let parts: readonly string[] = [];
let shown: readonly string[] = [];

/** The language shown now. */
export function current(): Language {
  return language;
}

/** Fetches the first page's words. */
export function start(forEntrance: Entrance): Promise<void> {
  entrance = forEntrance;
  parts = FIRST[entrance];
  return choose(wantedLanguage());
}

/** Fetches the words of all pages: before any but the first is shown. */
export async function startAll(): Promise<void> {
  parts = ALL[entrance];
  while (shown !== parts) await choose(asked);
}

/** Changes the language; the words on screen follow when they are here. */
export async function choose(wanted: Language): Promise<void> {
  asked = wanted;
  let fetched: Messages;
  let fetching: readonly string[];
  try {
    do {
      fetching = parts;
      fetched = await words(wanted, fetching);
    } while (fetching !== parts);
  } catch (error) {
    if (asked === wanted) asked = language;
    throw error;
  }
  if (asked !== wanted) return;
  messages = fetched;
  shown = fetching;
  language = wanted;
  document.documentElement.lang = wanted;
  remember();
  forgetAsked();
}

/** The choice is not the signed-in person's but the device's: it is kept when all else is cleared. */
export function remember(): void {
  localStorage.setItem(REMEMBERED, language);
}

/** What an address asked for is remembered from here on, and must not win over a later choice when the page is loaded again. */
function forgetAsked(): void {
  const here = new URL(location.href);
  if (!here.searchParams.has('language')) return;
  here.searchParams.delete('language');
  history.replaceState(history.state, '', here);
}

/** The words of a key, `{name}` replaced by what `args` holds. */
export function t(key: MessageKey, args: Record<string, string | number> = {}): string {
  const text = messages[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in args ? String(args[name]) : whole));
}

/** Whether there are words for a key that is put together while running. */
export function has(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}
