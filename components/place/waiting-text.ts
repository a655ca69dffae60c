import { i18n } from '#i18n';
import { NOT_SHOWN, type SendError } from '../../lib/store/items/outbox-record.ts';
import type { Wait, Waiting } from '../../lib/domain/waiting-places.ts';
import { messageName } from '../ui/message-name.ts';
import { inTime, lasting } from '../ui/time.tsx';
import type { Action, StatusWords } from './status-types.ts';
import { sentences } from '../ui/words/sentences.ts';

/** A wait longer than this (ms) is not the usual wait for another unit. */
const LONG = 90_000;

type Of<K extends Wait['kind']> = Extract<Wait, { kind: K }> & { readonly kind: K };

/** Whether a place waits only because another unit may be opened at any moment. */
export function isUsual(why: Wait, since: number, now: number): boolean {
  return why.kind === 'quiet' && now - since < LONG && why.next - now < LONG;
}

/** Returns why a place waits, since when, what comes next, and what helps. */
export function wordsOfWait(why: Wait, since: number, now: number): StatusWords {
  if (isUsual(why, since, now)) return { tone: 'wait', line: { text: i18n.t('now.soon') } };
  return sentencesOf(why, lasting(since, now), now);
}

/**
 * Returns the same for places that wait for one reason, without their times. The next try is the
 * first of all.
 */
export function wordsOfWaits(places: readonly Waiting[], now: number): StatusWords {
  const first = places
    .map(({ why }) => why)
    .reduce((one, other) => (nextOf(other) < nextOf(one) ? other : one));
  return sentencesOf(first, null, now);
}

const nextOf = (why: Wait): number => ('next' in why ? why.next : 0);

function sentencesOf(why: Wait, waited: string | null, now: number): StatusWords {
  const { text, helps, next, ...more } = wordsOf(why, now);
  return {
    tone: 'wait',
    line: { text },
    advice: sentences(
      helps,
      waited && i18n.t('now.waited', [waited]),
      next === undefined ? null : nextTry(next, now),
    ),
    ...more,
  };
}

interface Reason {
  readonly tone?: 'stop';
  readonly text: string;
  readonly helps?: string;
  /** When Waypoint tries again (ms). */
  readonly next?: number;
  readonly serverWords?: string;
  readonly actions?: readonly Action[];
}

const WORDS: { [K in Wait['kind']]: (why: Of<K>, now: number) => Reason } = {
  quiet: ({ next, free }, now) => ({ text: i18n.t('now.later'), next, ...again(free, now) }),
  exam: ({ kind }) => waitsFor(kind),
  account: ({ site }) => ({
    text: i18n.t('now.accountHolds', [new URL(site).host]),
    helps: i18n.t('now.accountHoldsAdvice'),
  }),
  deleting: () => ({ text: i18n.t('now.deleting.line'), helps: i18n.t('now.deleting.advice') }),
  paused: ({ kind }) => waitsFor(kind),
  school: ({ state }) => ({
    text:
      state === 'not-connected' || state === 'not-allowed'
        ? i18n.t(`schools.waits.${messageName(state)}`)
        : i18n.t(`now.${messageName(state)}.line`),
    actions: ['options'],
  }),
  again: ({ error, next, asked, free }, now) => {
    const text = wordsOfError(error);
    if (asked > now) return { text, next, ...again(free, now, i18n.t('now.asked')) };
    const actions: Action[] = error.kind === 'not-ibl' ? ['options', 'try-again'] : ['try-again'];
    const helps = helpsWith(error);
    // Waypoint only looks for the entry and does not send it again, so there is no time to show.
    return error.kind === 'not-shown' ? { text, helps, actions } : { text, helps, next, actions };
  },
  rejected: ({ status, words, final }) => ({
    tone: 'stop',
    ...wordsOfRejection(status, final),
    serverWords: words,
    actions: ['try-again'],
  }),
};

const waitsFor = (kind: 'exam' | 'paused'): Reason => ({
  text: i18n.t(`now.waits.${kind}.line`),
  helps: i18n.t(`now.waits.${kind}.advice`),
});

/**
 * Returns the Try again button. While the server asked Waypoint to wait, only the learner can try
 * before that, once a minute.
 */
const again = (free: number, now: number, helps = ''): Pick<Reason, 'helps' | 'actions'> =>
  free > now
    ? { helps: sentences(helps, i18n.t('now.askedAgain')) }
    : { helps, actions: ['try-again'] };

function wordsOfRejection(status: number, final: boolean): Pick<Reason, 'text' | 'helps'> {
  if (status === NOT_SHOWN) {
    return { text: i18n.t('now.notShown'), helps: i18n.t('now.notShownAdvice') };
  }
  return {
    text: status === 0 ? i18n.t('now.refusedNotOurs') : i18n.t('now.refused', [status]),
    helps: final ? i18n.t('now.refusedFinal') : i18n.t('now.refusedAdvice'),
  };
}

function wordsOf<K extends Wait['kind']>(why: Of<K>, now: number): Reason {
  return WORDS[why.kind](why, now);
}

function helpsWith({ kind }: SendError): string {
  return kind === 'timeout' ? '' : i18n.t(`now.helps.${messageName(kind)}`);
}

function nextTry(next: number, now: number): string {
  const when = inTime(next, now);
  return when === null ? i18n.t('now.nextTrySoon') : i18n.t('now.nextTry', [when]);
}

/** Returns why the last try did not arrive. */
function wordsOfError(error: SendError): string {
  const { kind } = error;
  if (kind === 'intermediary') return i18n.t('now.error.intermediary', [error.status]);
  if (kind !== 'server') return i18n.t(`now.error.${messageName(kind)}`);
  if (error.status === 408) return i18n.t('now.error.timeout');
  if (error.status === 429) return i18n.t('now.error.too_many');
  return i18n.t('now.error.server', [error.status]);
}
