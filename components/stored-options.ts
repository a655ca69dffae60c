import { watchKeys } from '../lib/store/item.ts';
import { readRefusals } from '../lib/store/refused-log.ts';
import { readSentLog } from '../lib/store/sent-log.ts';
import { sites } from '../lib/store/sites.ts';
import { followedOrigins } from '../lib/sync/sites.ts';
import { live } from './live.ts';

/* What the options page alone shows of what is stored: the popup does not load it. */

/** Origins of the sites that are followed. */
export const liveOrigins = () => live(followedOrigins, [(changed) => sites.watch(changed)]);

export const liveLog = () =>
  live(
    async () => ({ sent: await readSentLog(), refused: await readRefusals() }),
    [(changed) => watchKeys((key) => /^(?:sent|refused)/.test(key), changed)],
  );
