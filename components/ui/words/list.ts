import { i18n } from '#i18n';

/**
 * Returns a list in the language of the screen: names as `Ada, Grace, and Linus`, amounts (`unit`)
 * as `3 units, 2 days`.
 */
export const listOf = (all: readonly string[], type: 'conjunction' | 'unit' = 'conjunction') =>
  new Intl.ListFormat(i18n.t('language'), { type }).format(all);
