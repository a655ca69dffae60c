/**
 * Returns one spelling for every form in which a server may show the same text. A server finds
 * users and names whatever their case, and shows them in the Unicode form in which it stores them.
 */
export const fold = (text: string): string =>
  text.trim().normalize('NFKC').toLowerCase().normalize('NFKC');

/** Whether two usernames belong to one user. */
export const isSameUser = (a: string, b: string): boolean => fold(a) === fold(b);
