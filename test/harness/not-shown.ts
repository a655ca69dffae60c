import { NOT_SHOWN } from '../../lib/store/items/outbox-record.ts';
import { readOverview } from '../../lib/domain/overview.ts';
import type { Study } from './worker-harness.ts';

/** Presses Try again if a create was sent and no answer showed the new memory. */
export async function askAgainIfNotShown(study: Study): Promise<void> {
  const { all } = await readOverview();
  const stops = all.flatMap(({ records }) =>
    [...records.values()].map(({ rejected }) => rejected?.status),
  );
  if (!stops.includes(NOT_SHOWN)) return;
  await study.ask({ type: 'send/try-again' });
  await study.wait(1_000);
}
