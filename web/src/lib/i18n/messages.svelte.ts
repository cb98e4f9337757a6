/**
 * Words by key. Only the chosen language is fetched; a choice is remembered on this device.
 * A page calls `await start('parent')` (or `'staff'`) once, and then `t('key', { name })` anywhere.
 */
import type common from '../../../messages/zh-Hant/common.json';
import type parent from '../../../messages/zh-Hant/parent.json';
import type staff from '../../../messages/zh-Hant/staff.json';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from './languages';

export { LANGUAGES, type Language } from './languages';

/** Every key there is; a misspelt one does not compile. */
export type MessageKey = keyof typeof common | keyof typeof parent | keyof typeof staff;
export type Entrance = 'parent' | 'staff';
type Messages = Record<string, string>;
type Loader = () => Promise<{ default: Messages }>;

const files = {
  ...import.meta.glob('../../../messages/*/{common,parent,staff}.json'),
} as Record<string, Loader>;

const REMEMBERED = 'language';
let entrance: Entrance = 'parent';
let messages = $state.raw<Messages>({});
let language = $state<Language>(DEFAULT_LANGUAGE);

/** The language shown now. */
export function current(): Language {
  return language;
}

/** Chooses the language (by `?language=`, by memory, or the default) and fetches its words. */
export async function start(forEntrance: Entrance): Promise<void> {
  entrance = forEntrance;
  const asked = new URLSearchParams(location.search).get('language');
  const remembered = localStorage.getItem(REMEMBERED);
  await choose(isLanguage(asked) ? asked : isLanguage(remembered) ? remembered : DEFAULT_LANGUAGE);
}

/** Changes the language; the words on screen follow when they are here. */
export async function choose(wanted: Language): Promise<void> {
  const [shared, own] = await Promise.all([load(wanted, 'common'), load(wanted, entrance)]);
  messages = { ...shared, ...own };
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

async function load(wanted: Language, part: string): Promise<Messages> {
  const file = files[`../../../messages/${wanted}/${part}.json`];
  return file ? (await file()).default : {};
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
