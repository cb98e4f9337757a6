/** Runs before the pages' scripts are here: the first words are on their way already. */
import { FIRST, wantedLanguage, words } from './words';

const entrance = /^\/staff(\/|$)/.test(location.pathname) ? 'staff' : 'parent';
words(wantedLanguage(), FIRST[entrance]).catch(() => undefined);
