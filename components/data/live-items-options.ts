import { daysKept } from '../../lib/shared/journal-retention.ts';
import { watchKeys } from '../../lib/store/core/item.ts';
import { journalDays } from '../../lib/store/logs/journal.ts';
import { readJournal, watchJournal } from '../../lib/store/logs/journal-read.ts';
import { readPolicy } from '../../lib/store/policy/read-policy.ts';
import { watchPolicy } from '../../lib/store/policy/watch-policy.ts';
import { readRefusals } from '../../lib/store/core/invalid-input-log.ts';
import { readSentLog } from '../../lib/store/logs/request-log.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { journalLimit } from '../../lib/domain/effective-policy.ts';
import { followedOrigins } from '../../lib/domain/known-sites.ts';
import { live, type Watch } from './live.ts';

/* What the options page alone shows of what is stored: the popup does not load it. */

/** Origins of the sites that are followed. */
export const liveOrigins = () =>
  live(followedOrigins, [(changed) => sites.watch(changed), watchPolicy]);

export const liveLog = () =>
  live(
    async () => ({ sent: await readSentLog(), refused: await readRefusals() }),
    [(changed) => watchKeys((key) => /^(?:sent|refused)/.test(key), changed)],
  );

/** What the learner's organization has set. */
export const livePolicy = () => live(readPolicy, [watchPolicy]);

const watchLimit: readonly Watch[] = [(changed) => settings.watch(changed), watchPolicy];

/** How long the journal is kept, and of which days (UTC) something is. */
export const liveKept = () =>
  live(
    async () => ({ limit: await journalLimit(), days: await journalDays() }),
    [...watchLimit, watchJournal],
  );

/** The units visited in the last so many days, never more than are kept, and how long that is. */
export const liveKeptJournal = (days: number) =>
  live(async () => {
    const limit = await journalLimit();
    const most = Math.min(days, daysKept(limit.value));
    return { limit, places: most === 0 ? [] : await readJournal(most) };
  }, [...watchLimit, watchJournal]);
