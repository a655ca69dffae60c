import { daysKept } from '../../lib/shared/journal-retention.ts';
import { watchKeys } from '../../lib/store/core/item.ts';
import { journalDays } from '../../lib/store/logs/journal.ts';
import { readJournal, watchJournal } from '../../lib/store/logs/journal-read.ts';
import { readPolicy } from '../../lib/store/policy/read-policy.ts';
import { watchPolicy } from '../../lib/store/policy/watch-policy.ts';
import { readInvalidInputs } from '../../lib/store/core/invalid-input-log.ts';
import { readRequestLog } from '../../lib/store/logs/request-log.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { journalLimit } from '../../lib/domain/effective-policy.ts';
import { followedOrigins } from '../../lib/domain/known-sites.ts';
import { live, type Watch } from './live.ts';

/* Stored items that only the options page shows. The popup does not load this file. */

/** Returns the origins of the followed sites. */
export const liveOrigins = () =>
  live(followedOrigins, [(changed) => sites.watch(changed), watchPolicy]);

export const liveLog = () =>
  live(
    async () => ({ sent: await readRequestLog(), refused: await readInvalidInputs() }),
    [(changed) => watchKeys((key) => /^(?:sent|refused)/.test(key), changed)],
  );

/** Returns the policy of the learner's organization. */
export const livePolicy = () => live(readPolicy, [watchPolicy]);

const watchLimit: readonly Watch[] = [(changed) => settings.watch(changed), watchPolicy];

/** Returns how long the journal is kept, and the days (UTC) that have units. */
export const liveKept = () =>
  live(
    async () => ({ limit: await journalLimit(), days: await journalDays() }),
    [...watchLimit, watchJournal],
  );

/**
 * Returns the units visited in the last `days` days, but never more days than are kept, and how
 * long the journal is kept.
 */
export const liveKeptJournal = (days: number) =>
  live(async () => {
    const limit = await journalLimit();
    const most = Math.min(days, daysKept(limit.value));
    return { limit, places: most === 0 ? [] : await readJournal(most) };
  }, [...watchLimit, watchJournal]);
