/** What is typed and not yet kept by the server: in this tab only, gone when the tab is closed or somebody signs out. */
import { theCase } from './case.svelte';

const PREFIX = 'typed:';

const name = (page: string): string => `${PREFIX}${theCase()?.form ?? ''}:${page}`;

export function keep(page: string, form: unknown): void {
  sessionStorage.setItem(name(page), JSON.stringify(form));
}

export function kept<T>(page: string): T | undefined {
  const text = sessionStorage.getItem(name(page));
  return text ? (JSON.parse(text) as T) : undefined;
}

export function drop(page: string): void {
  sessionStorage.removeItem(name(page));
}

export function dropAll(): void {
  dropWhere(() => true);
}

/** What another family typed in this tab. */
export function dropOthers(form: string): void {
  dropWhere((key) => !key.startsWith(`${PREFIX}${form}:`));
}

function dropWhere(gone: (key: string) => boolean): void {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX) && gone(key))
    .forEach((key) => sessionStorage.removeItem(key));
}
