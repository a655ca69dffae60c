import { browser } from '../../lib/browser.ts';
import { daysKept } from '../../lib/shared/journal-retention.ts';
import { withLimit } from '../../lib/shared/time-limit.ts';
import { connections } from '../../lib/store/items/connections.ts';
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

/**
 * Returns the page with help that the organization set, and the name of the school, which is
 * null if none is known; null without such a page.
 */
export const liveSchoolHelp = () =>
  live(async () => {
    const { help, organization } = await readPolicy();
    if (!help) return null;
    const [first] = await connections.read();
    return {
      address: help.value,
      school: organization?.value ?? first?.name ?? first?.org ?? null,
    };
  }, [watchPolicy, (changed) => connections.watch(changed)]);

/**
 * Returns the keys that open Waypoint, as the browser writes them; '' if none are set. Reads them
 * again when the learner comes back to the page, because browsers do not tell of a change.
 */
export const liveShortcut = () =>
  live(async () => {
    const all = await withLimit(() => browser.commands.getAll()).catch(() => []);
    return all.find(({ name }) => name === '_execute_action')?.shortcut ?? '';
  }, [(changed) => addEventListener('focus', changed)]);
