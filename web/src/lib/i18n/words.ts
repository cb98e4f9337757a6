/**
 * Fetches words. This file needs no other script, so that the first words are on their way while the pages' scripts still are.
 */
import { DEFAULT_LANGUAGE, isLanguage, type Language } from './languages';

export type Entrance = 'parent' | 'staff';
export type Messages = Record<string, string>;
type Loader = () => Promise<{ default: Messages }>;

/** The files of an entrance: those of its first page, then the others. */
export const FIRST: Record<Entrance, readonly string[]> = { parent: ['common', 'sign-in'], staff: ['common', 'case', 'staff'] };
export const ALL: Record<Entrance, readonly string[]> = { parent: [...FIRST.parent, 'case', 'parent'], staff: FIRST.staff };

export const REMEMBERED = 'language';

const files = import.meta.glob('../../../messages/*/*.json') as Record<string, Loader>;

/** The language by `?language=`, by memory, or the default. */
export function wantedLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language');
  const remembered = localStorage.getItem(REMEMBERED);
  return isLanguage(asked) ? asked : isLanguage(remembered) ? remembered : DEFAULT_LANGUAGE;
}

/** The words of a language in these files. */
export async function words(language: Language, parts: readonly string[]): Promise<Messages> {
  const fetched = await Promise.all(parts.map((part) => files[`../../../messages/${language}/${part}.json`]?.()));
  return Object.assign({}, ...fetched.map((file) => file?.default)) as Messages;
}
