import type { GeneratedI18nStructure } from '#i18n';
import { i18n } from '#i18n';
import { createI18n } from '@wxt-dev/i18n';

type Keys = keyof GeneratedI18nStructure;
/** What the texts have in a form for one and in a form for other numbers. */
export type CountedKey = {
  [Key in Keys]: Key extends `${infer Base}.one`
    ? `${Base}.other` extends Keys
      ? Base
      : never
    : never;
}[Keys];

/** Returns a number as the language of the screen writes it. */
export const numberOf = (n: number): string => new Intl.NumberFormat(i18n.t('language')).format(n);

/** Takes any name, because types know only the forms of English. */
const untyped = createI18n();

/**
 * Returns a text in the form that its language has for a number. The number is `$1` in the text,
 * the other values follow.
 */
export function counted(key: CountedKey, n: number, ...others: readonly string[]): string {
  const values = [numberOf(n), ...others];
  const inForm = (form: string): string => untyped.t(`${key}.${form}`, values);
  // A text that is missing in the language comes in English, which has two forms.
  return inForm(new Intl.PluralRules(i18n.t('language')).select(n)) || inForm('other');
}
