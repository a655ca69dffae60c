import { tellEngineer } from './engineer.ts';
import { carryOutErase } from './erase.ts';
import { carryOutForgetting } from './forget-site.ts';
import { trimOnceADay } from './journal.ts';
import { createLane, type Lane } from './lane.ts';
import type { Ledger } from './ledger.ts';
import { tidyUp } from './left-over.ts';
import { lookForRoom } from './room.ts';
import { earliest } from './lanes.ts';
import { carryOutStops } from './stopping.ts';

/**
 * The lane of what is done before anything is sent: take away what the worker before left behind, delete
 * everything, forget what is not to be kept, and look for room.
 * @param rested done when nothing is on its way any more to any school
 */
export function createFirstLane(ledger: Ledger, rested: () => Promise<void>): Lane {
  let tidied = false;

  /** Once in the life of a worker. */
  async function tidy(): Promise<void> {
    if (tidied) return;
    await tidyUp(ledger);
    tidied = true;
  }

  return createLane(
    async () => {
      await tidy().catch(tellEngineer);
      await carryOutErase(ledger, rested);
      // What is sent does not wait for it.
      await trimOnceADay(ledger).catch(tellEngineer);
      await carryOutForgetting(ledger).catch(tellEngineer);
      return earliest([await lookForRoom(ledger), await carryOutStops(ledger)]);
    },
    async () => undefined,
  );
}
