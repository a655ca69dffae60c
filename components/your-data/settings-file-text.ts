import { i18n } from '#i18n';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { Change } from '../../lib/domain/settings-file/diff.ts';
import { MARK, MARK_2, type Phrase } from '../ui/sentence.tsx';
import type { FileProblem } from './settings-file-model.ts';
import { siteName } from '../ui/names.ts';
import { choiceOfLimit } from '../journal/retention-text.ts';
import { messageName } from '../ui/message-name.ts';
import { textOfIssue } from '../ui/invalid-input-text.ts';
import { sentences } from '../ui/words/sentences.ts';

/** Returns why nothing was applied from a file. The only value is the name of the file. */
export function wordsOfFile(why: FileProblem): string {
  if (why.kind === 'no-answer') return i18n.t('fault.no_answer');
  const words = i18n.t(`file.problem.${messageName(why.kind)}`, [MARK]);
  return why.kind === 'damaged' ? sentences(words, textOfIssue(why.issue)) : words;
}

/** A sentence, and the advice that follows it. */
type Described = Phrase & { readonly advice?: string };

const CHANGES: {
  readonly [K in Change['kind']]: (change: Extract<Change, { kind: K }>) => Described;
} = {
  pause: ({ paused }) => ({ text: paused ? i18n.t('file.pause') : i18n.t('file.resume') }),
  follow: ({ origin }) => ({
    text: i18n.t('file.follow', [MARK]),
    values: [siteName(origin)],
    advice: i18n.t('file.followAdvice'),
  }),
  off: ({ origin }) => ({ text: i18n.t('file.off', [MARK]), values: [siteName(origin)] }),
  connection: ({ connection: { address, organization, username } }) => ({
    text: i18n.t('file.connection', [MARK, MARK_2]),
    values: [username, organization],
    advice:
      address === DEFAULT_BASE
        ? i18n.t('file.connectionAdvice')
        : sentences(i18n.t('file.connectionAdvice'), i18n.t('file.server', [address])),
  }),
  journal: ({ limit }) => ({
    text: i18n.t('file.journal', [MARK]),
    values: [choiceOfLimit(limit)],
    ...(limit !== 'until-deleted' && {
      advice: i18n.t(limit === 'not-kept' ? 'file.journalNotKept' : 'file.journalAdvice'),
    }),
  }),
  never: ({ course }) => ({ text: i18n.t('file.never', [MARK]), values: [course.title] }),
};

/** Returns what a change would do, in words. */
export function wordsOfChange<K extends Change['kind']>(
  change: Extract<Change, { kind: K }> & { kind: K },
): Described {
  return CHANGES[change.kind](change);
}

/** Returns what the file would change if the organization had not locked it. */
export function wordsOfLocked(change: Change): Phrase {
  if (change.kind !== 'connection') {
    const { advice: _, ...phrase } = wordsOfChange(change);
    return phrase;
  }
  const { username, organization } = change.connection;
  return {
    text: i18n.t('file.lockedConnection', [MARK, MARK_2]),
    values: [username, organization],
  };
}
