import { i18n } from '#i18n';
import type { SignInFault } from '../../lib/messages/sign-in.ts';
import type { NO_ANSWER } from '../data/ask-background.ts';
import { MARK, MARK_2, type Phrase } from '../ui/sentence.tsx';
import type { Ready } from './look-for-sign-in.ts';
import { wordsOfConnect } from './connect-text.ts';
import { EMPTY_FORM } from './connect-types.ts';
import { sentences } from '../ui/words/sentences.ts';

export type SignInProblem = SignInFault | typeof NO_ANSWER;

interface SignInWords {
  readonly phrase: Phrase;
  readonly serverWords: string;
}

/** Returns why Waypoint could not take a sign-in, and what to do. */
export function wordsOfSignIn(
  problem: SignInProblem,
  { base, org, username }: Pick<Ready, 'base' | 'org' | 'username'>,
): SignInWords {
  const serverWords = problem.kind === 'status' ? problem.words : '';
  const said = (text: string, values: readonly string[] = []): SignInWords => ({
    phrase: { text, values },
    serverWords,
  });
  if (problem.kind === 'set-by-organization') return said(i18n.t('signIn.other_school.line'));
  if (problem.kind === 'changed') return said(i18n.t('signIn.changed'));
  if (problem.kind === 'unreadable') {
    return said(sentences(i18n.t('signIn.unreadable.line'), i18n.t('signIn.unreadable.advice')));
  }
  if (problem.kind === 'status' && problem.status === 401) return said(i18n.t('signIn.refused'));
  if (problem.kind === 'status' && problem.status === 403) {
    return said(i18n.t('signIn.notAllowed', [MARK, MARK_2]), [username, org]);
  }
  const { phrase } = wordsOfConnect(problem, {
    ...EMPTY_FORM,
    org,
    username,
    address: base,
  });
  return { phrase, serverWords };
}
