/** Words and dates in the reader's language. */
export * from './dates';
export { LANGUAGES, choose, current, has, remember, start, t, type Entrance, type Language, type MessageKey } from './messages.svelte';
