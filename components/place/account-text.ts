import { i18n } from '#i18n';
import { MARK, type Phrase } from '../ui/sentence.tsx';

/** Returns the message about a site on which another account is signed in. */
export function wordsOfAccount(site: string): { line: Phrase; advice: string } {
  return {
    line: { text: i18n.t('now.anotherAccount', [MARK]), values: [new URL(site).host] },
    advice: i18n.t('now.anotherAccountAdvice'),
  };
}
