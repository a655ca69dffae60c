import { i18n } from '#i18n';
import type { Trouble } from '../lib/store/records.ts';
import type { Status } from '../lib/sync/status.ts';
import { MARK } from './sentence.tsx';
import { Ago } from './time.tsx';
import type { Context, StatusWords } from './words-status.tsx';

/** Waiting for longer than this is worth saying since when. */
const LONG = 90_000;

type Waiting = Extract<Status, { kind: 'waiting' }>;

export function wordsOfWait({ since, trouble }: Waiting, { now }: Context): StatusWords {
  if (!trouble && now - since < LONG) return { tone: 'wait', line: { text: i18n.t('now.soon') } };
  return {
    tone: 'wait',
    line: trouble
      ? { text: wordsOfTrouble(trouble) }
      : { text: i18n.t('now.later', [MARK]), values: [<Ago at={since} />] },
    advice: i18n.t('now.byItself'),
    actions: ['try-again'],
  };
}

/** Why the last try did not arrive. */
export function wordsOfTrouble(trouble: Trouble): string {
  if (trouble.kind === 'no-network') return i18n.t('now.noNetwork');
  if (trouble.kind === 'timeout') return i18n.t('now.timeout');
  if (trouble.kind === 'not-ibl') return i18n.t('now.notIbl');
  if (trouble.status === 408) return i18n.t('now.timeout');
  return trouble.status === 429
    ? i18n.t('now.tooMany')
    : i18n.t('now.serverTrouble', [trouble.status]);
}
