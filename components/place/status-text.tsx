import { i18n } from '#i18n';
import type { BlockedReason } from '../../lib/edx/place.ts';
import type { Connection } from '../../lib/store/items/connections.ts';
import type { Status } from '../../lib/domain/place-status.ts';
import { MARK, MARK_2 } from '../ui/sentence.tsx';
import { siteName } from '../ui/names.ts';
import type { StatusWords } from './status-types.ts';
import { ago } from '../ui/time.tsx';
import { wordsOfAccount } from './account-text.ts';
import { wordsOfWait } from './waiting-text.ts';

export interface Context {
  readonly connection: Connection | null;
  readonly now: number;
}

type Of<K extends Status['kind']> = Extract<Status, { kind: K }> & { readonly kind: K };

const quiet = (text: string, advice = ''): StatusWords => ({
  tone: 'quiet',
  line: { text },
  advice,
});

const WORDS: { [K in Status['kind']]: (status: Of<K>, context: Context) => StatusWords } = {
  paused: ({ waiting }) =>
    quiet(i18n.t('now.paused'), waiting > 0 ? i18n.t('now.pausedWaiting', waiting) : ''),
  blocked: ({ reason }) => BLOCKED[reason](),
  'no-room': () => ({
    tone: 'stop',
    line: { text: i18n.t('now.noRoom') },
    advice: i18n.t('now.noRoomAdvice'),
    actions: ['try-again'],
  }),
  'another-account': ({ site }) => ({
    tone: 'stop',
    ...wordsOfAccount(site),
    actions: ['answer'],
  }),
  'no-course': () => quiet(i18n.t('now.noCourse'), i18n.t('now.noCourseAdvice')),
  'not-followed': () => ({
    ...quiet(i18n.t('now.notFollowed'), i18n.t('now.notFollowedAdvice')),
    actions: ['follow'],
  }),
  'course-paused': () => ({
    ...quiet(i18n.t('now.coursePaused'), i18n.t('now.coursePausedAdvice')),
    actions: ['resume-course'],
  }),
  'not-a-unit': () => quiet(i18n.t('now.notAUnit'), i18n.t('now.notAUnitAdvice')),
  seen: () => quiet(i18n.t('now.seen'), i18n.t('now.seenAdvice')),
  deleting: () => quiet(i18n.t('now.deleting'), i18n.t('now.deletingAdvice')),
  'not-connected': ({ waiting }) => ({
    tone: 'quiet',
    line: { text: i18n.t('now.notConnected') },
    advice:
      waiting > 0 ? i18n.t('now.waitsForConnection', waiting) : i18n.t('now.notConnectedAdvice'),
    actions: ['connect'],
  }),
  disconnecting: () => ({
    ...quiet(i18n.t('schools.disconnecting'), i18n.t('schools.disconnectingAdvice')),
    actions: ['options'],
  }),
  'no-access': () => ({
    tone: 'stop',
    line: { text: i18n.t('now.noAccess') },
    advice: i18n.t('now.noAccessAdvice'),
    actions: ['allow-server'],
  }),
  stopped: ({ reason, words, since }, context) => {
    const signIn = context.connection?.source.kind === 'sign-in' ? context.connection.source : null;
    const ended = signIn !== null && reason === 'key-refused';
    const { line, advice } = ended ? signInEnded(signIn.page) : STOPPED[reason](context);
    const began = i18n.t('now.began', [ago(since, context.now)]);
    return {
      tone: 'stop',
      line,
      advice: `${advice} ${began}`,
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
  'school-keeps': () => ({
    tone: 'good',
    line: { text: i18n.t('now.schoolKeeps') },
    advice: i18n.t('now.schoolKeepsAdvice'),
  }),
  'newer-elsewhere': () => quiet(i18n.t('now.newerElsewhere'), i18n.t('now.newerElsewhereAdvice')),
};

const BLOCKED: Record<BlockedReason, () => StatusWords> = {
  exam: () => quiet(i18n.t('now.exam'), i18n.t('now.examAdvice')),
  staff: () => quiet(i18n.t('now.staff')),
  preview: () => quiet(i18n.t('now.preview')),
  authoring: () => quiet(i18n.t('now.authoring')),
  'unknown-course': () => quiet(i18n.t('now.unknownCourse')),
};

/** Returns the message for an expired sign-in. Unlike a key, the school cannot renew it. */
const signInEnded = (page: string) => ({
  line: { text: i18n.t('now.signInEnded') },
  advice: i18n.t('now.signInEndedAdvice', [siteName(page)]),
});

const STOPPED: Record<
  Of<'stopped'>['reason'],
  (context: Context) => Pick<StatusWords, 'line'> & { advice: string }
> = {
  'key-refused': () => ({
    line: { text: i18n.t('now.keyRefused') },
    advice: i18n.t('now.keyRefusedAdvice'),
  }),
  'not-allowed': ({ connection }) => ({
    line: {
      text: i18n.t('now.notAllowed', [MARK, MARK_2]),
      values: [connection?.username, connection?.org],
    },
    advice: i18n.t('now.notAllowedAdvice'),
  }),
  'no-key': () => ({ line: { text: i18n.t('now.noKey') }, advice: i18n.t('now.noKeyAdvice') }),
};

export function wordsOfStatus<K extends Status['kind']>(
  status: Of<K>,
  context: Context,
): StatusWords {
  return WORDS[status.kind](status, context);
}
