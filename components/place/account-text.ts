import { i18n } from '#i18n';
import { MARK, type Phrase } from '../ui/sentence.tsx';

/**
 * Returns the message about a site on which another account is signed in.
 * @param denied whether the learner said that the account is not theirs
 */
export function wordsOfAccount(site: string, denied = false): { line: Phrase; advice: string } {
  if (denied)
    return {
      line: { text: i18n.t('now.accountNotMe', [MARK]), values: [new URL(site).host] },
      advice: '',
    };
  return {
    line: { text: i18n.t('now.anotherAccount', [MARK]), values: [new URL(site).host] },
    advice: i18n.t('now.anotherAccountAdvice'),
  };
}
