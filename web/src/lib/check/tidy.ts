/** Puts what is typed in order while typing: full-width letters become plain ones, where that cannot be wrong. */
const fold = (text: string): string => text.normalize('NFKC');

/** Account, password, ID number: upper case, no spaces. */
export const tidyCode = (text: string): string => fold(text).toUpperCase().replace(/\s/g, '');

/** Four digits of a picture; Thai digits too. */
export const tidyDigits = (text: string): string =>
  fold(text).replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/\D/g, '').slice(0, 4);

export const tidyPhone = (text: string): string => fold(text);

export const tidyEmail = (text: string): string => fold(text).replace(/\s/g, '');
