import { i18n } from '#i18n';

/** Returns whole sentences one after another, without those that are empty or missing. */
export const sentences = (...texts: readonly (string | null | undefined)[]): string =>
  texts.reduce<string>(
    (said, next) =>
      said && next ? i18n.t('common.twoSentences', [said, next]) : said || next || '',
    '',
  );
