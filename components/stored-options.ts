import { daysKept } from '../lib/journal-limit.ts';
import { watchKeys } from '../lib/store/item.ts';
import { journalDays } from '../lib/store/journal.ts';
import { readJournal, watchJournal } from '../lib/store/journal-days.ts';
import { readPolicy } from '../lib/store/policy.ts';
import { watchPolicy } from '../lib/store/policy-watch.ts';
import { readRefusals } from '../lib/store/refused-log.ts';
import { readSentLog } from '../lib/store/sent-log.ts';
import { settings } from '../lib/store/settings.ts';
import { sites } from '../lib/store/sites.ts';
import { journalLimit } from '../lib/sync/policy.ts';
import { followedOrigins } from '../lib/sync/sites.ts';
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
