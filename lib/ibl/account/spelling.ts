/**
 * One spelling for all that a server may show of the same text: it finds users and names whatever their
 * case, and shows them in the Unicode form in which it keeps them.
 */
export const fold = (text: string): string =>
  text.trim().normalize('NFKC').toLowerCase().normalize('NFKC');

/** Whether two usernames are of one user. */
export const isSameUser = (a: string, b: string): boolean => fold(a) === fold(b);
