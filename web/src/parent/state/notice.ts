/** The notice, once a language. */
import { done, type Schemas } from '../../lib/api/client';
import { api } from './case.svelte';

const known = new Map<string, Promise<Schemas['NoticeView']>>();

export function notice(language: string): Promise<Schemas['NoticeView']> {
  const fetched = known.get(language) ?? done(api.GET('/api/notice', { params: { query: { language } } }));
  known.set(language, fetched);
  fetched.catch(() => known.delete(language));
  return fetched;
}
