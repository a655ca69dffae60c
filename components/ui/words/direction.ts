import { i18n } from '#i18n';

/** Hebrew, Arabic, and the scripts between and after them that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/**
 * Returns the direction of the texts. It is that of their letters, because a browser in Hebrew, for
 * example, shows our English texts.
 */
export const direction = (): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.test(i18n.t('common.loading')) ? 'rtl' : 'ltr';
