import { tellEngineer } from '../shared/tell-engineer.ts';
import { carryOutErase } from './delete-everything/delete-everything.ts';
import { carryOutForgetting } from './following/forget-site.ts';
import { trimOnceADay } from './state/journal.ts';
import { createJobQueue, type JobQueue } from './scheduler/job-queue.ts';
import type { StateWriter } from './state/state-writer.ts';
import { tidyUp } from './remove-orphans.ts';
import { lookForRoom } from './outbox/out-of-space.ts';
import { earliest } from './scheduler/job-queues.ts';
import { carryOutStops } from './deletes/unfollow-course.ts';

/**
 * The lane of what is done before anything is sent: take away what the worker before left behind, delete
 * everything, forget what is not to be kept, and look for room.
 * @param rested done when nothing is on its way any more to any school
 */
export function createFirstLane(writer: StateWriter, rested: () => Promise<void>): JobQueue {
  let tidied = false;

  /** Once in the life of a worker. */
  async function tidy(): Promise<void> {
    if (tidied) return;
    await tidyUp(writer);
    tidied = true;
  }

  return createJobQueue(
    async () => {
      await tidy().catch(tellEngineer);
      await carryOutErase(writer, rested);
      // What is sent does not wait for it.
      await trimOnceADay(writer).catch(tellEngineer);
      await carryOutForgetting(writer).catch(tellEngineer);
      return earliest([await lookForRoom(writer), await carryOutStops(writer)]);
    },
    async () => undefined,
  );
}
