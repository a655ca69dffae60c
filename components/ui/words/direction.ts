/** Hebrew, Arabic, and the scripts between and after them that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/**
 * Returns the direction of a text. It is that of its letters, because a browser in Hebrew, for
 * example, shows our English texts.
 */
export const directionOf = (text: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr';
