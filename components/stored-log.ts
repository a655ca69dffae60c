import { watchKeys } from '../lib/store/item.ts';
import { readRefusals } from '../lib/store/refused-log.ts';
import { readSentLog } from '../lib/store/sent-log.ts';
import { live } from './live.ts';

/** What was sent, and what was refused: for the options page, so not among what the popup loads. */
export const liveLog = () =>
  live(
    async () => ({ sent: await readSentLog(), refused: await readRefusals() }),
    [(changed) => watchKeys((key) => /^(?:sent|refused)/.test(key), changed)],
  );
