import { i18n } from '#i18n';
import type { Connection } from '../../lib/store/items/connections.ts';
import type { Status } from '../../lib/domain/place-status.ts';
import { messageName } from '../ui/message-name.ts';
import { MARK, MARK_2, type Phrase } from '../ui/sentence.tsx';
import { schoolLabel, siteName } from '../ui/names.ts';
import type { StatusWords } from './status-types.ts';
import { ago, until } from '../ui/time.tsx';
import { wordsOfAccount } from './account-text.ts';
import { wordsOfWait } from './waiting-text.ts';
import { counted } from '../ui/words/plural.ts';
import { sentences } from '../ui/words/sentences.ts';

export interface Context {
  readonly connection: Connection | null;
  readonly now: number;
  /** Sites on which the learner said that the account is not theirs. */
  readonly denied?: readonly string[];
}

type Of<K extends Status['kind']> = Extract<Status, { kind: K }> & { readonly kind: K };

const quiet = (text: string, advice = ''): StatusWords => ({
  tone: 'quiet',
  line: { text },
  advice,
});

/** What is said in messages that are named by it and have no values. */
type Plain =
  | Exclude<
      Status['kind'],
      | 'paused'
      | 'no-course'
      | 'blocked'
      | 'another-account'
      | 'not-connected'
      | 'stopped'
      | 'waiting'
      | 'saved'
    >
  | 'key-refused'
  | 'no-key';

function said(kind: Plain): { readonly line: Phrase; readonly advice: string } {
  const name = messageName(kind);
  return { line: { text: i18n.t(`now.${name}.line`) }, advice: i18n.t(`now.${name}.advice`) };
}

const plain = ({ kind }: { readonly kind: Plain }): StatusWords => ({
  tone: 'quiet',
  ...said(kind),
});

const WORDS: { [K in Status['kind']]: (status: Of<K>, context: Context) => StatusWords } = {
  paused: ({ waiting, until: end }, { now }) =>
    quiet(
      end === null ? i18n.t('now.paused') : i18n.t('now.pausedUntil', [until(end, now)]),
      waiting > 0 ? counted('now.pausedWaiting', waiting) : '',
    ),
  blocked: ({ reason }) =>
    quiet(
      i18n.t(`now.blocked.${messageName(reason)}`),
      reason === 'exam' ? i18n.t('now.examAdvice') : '',
    ),
  'no-room': ({ kind }) => ({
    tone: 'stop',
    ...said(kind),
    actions: ['try-again'],
  }),
  'another-account': ({ site }, { denied }) => ({
    tone: 'wait',
    ...wordsOfAccount(site, denied?.includes(site)),
    actions: ['answer'],
  }),
  'no-course': () => quiet(i18n.t('now.no_course')),
  'not-followed': (status) => ({ ...plain(status), actions: ['follow'] }),
  'course-paused': (status, { now }) => ({
    ...plain(status),
    ...(status.until !== null && {
      line: { text: i18n.t('now.coursePausedUntil', [until(status.until, now)]) },
    }),
    actions: ['resume-course'],
  }),
  'not-a-unit': plain,
  seen: plain,
  deleting: plain,
  'not-connected': ({ waiting }) => ({
    tone: 'quiet',
    icon: 'plug',
    line: { text: i18n.t('now.notConnected') },
    advice:
      waiting > 0 ? counted('now.waitsForConnection', waiting) : i18n.t('now.notConnectedAdvice'),
    actions: ['connect'],
  }),
  disconnecting: (status) => ({ ...plain(status), actions: ['options'] }),
  'no-access': ({ kind }) => ({
    tone: 'stop',
    ...said(kind),
    actions: ['allow-server'],
  }),
  stopped: ({ reason, words, since }, context) => {
    const signIn = context.connection?.source.kind === 'sign-in' ? context.connection.source : null;
    const ended = signIn !== null && reason === 'key-refused';
    const { line, advice } = ended
      ? signInEnded(signIn.page)
      : stoppedBy(reason, context.connection);
    const began = i18n.t('now.began', [ago(since, context.now)]);
    return {
      tone: 'stop',
      line,
      advice: sentences(advice, began),
      serverWords: words,
      actions: ended
        ? ['sign-in', 'try-again']
        : reason === 'no-key'
          ? ['options']
          : ['options', 'try-again'],
    };
  },
  waiting: ({ why, since }, { now }) => wordsOfWait(why, since, now),
  saved: ({ at }) => ({
    tone: 'good',
    line: { text: i18n.t('now.saved') },
    at,
  }),
  'school-keeps': ({ kind }) => ({ tone: 'good', ...said(kind) }),
  'newer-elsewhere': plain,
};

/** Returns the message for an expired sign-in. Unlike a key, the school cannot renew it. */
const signInEnded = (page: string) => ({
  line: { text: i18n.t('now.signInEnded') },
  advice: i18n.t('now.signInEndedAdvice', [siteName(page)]),
});

const stoppedBy = (reason: Of<'stopped'>['reason'], connection: Connection | null) =>
  reason === 'not-allowed'
    ? {
        line: {
          text: i18n.t('now.not_allowed.line', [MARK, MARK_2]),
          values: connection ? [connection.username, schoolLabel(connection)] : [],
        },
        advice: i18n.t('now.not_allowed.advice'),
      }
    : said(reason);

export function wordsOfStatus<K extends Status['kind']>(
  status: Of<K>,
  context: Context,
): StatusWords {
  return WORDS[status.kind](status, context);
}
