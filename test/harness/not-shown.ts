import { NOT_SHOWN } from '../../lib/store/items/outbox-record.ts';
import { readOverview } from '../../lib/domain/overview.ts';
import type { Study } from './worker-harness.ts';

/** The learner presses Try again where a create was sent and nothing shows what it made. */
export async function askAgainIfNotShown(study: Study): Promise<void> {
  const { all } = await readOverview();
  const stops = all.flatMap(({ records }) =>
    [...records.values()].map(({ rejected }) => rejected?.status),
  );
  if (!stops.includes(NOT_SHOWN)) return;
  await study.ask({ type: 'send/try-again' });
  await study.wait(1_000);
}
