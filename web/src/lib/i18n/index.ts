/** Words in the reader's language. Dates are apart, in `dates.ts`, since the first page has none. */
export { LANGUAGES, choose, current, has, remember, start, startAll, t, type Entrance, type Language, type MessageKey } from './messages.svelte';
