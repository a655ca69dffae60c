import { tellEngineer } from '../shared/tell-engineer.ts';
import { carryOutErase } from './delete-everything/delete-everything.ts';
import { carryOutForgetting } from './following/forget-site.ts';
import { trimOnceADay } from './state/journal.ts';
import { earliest, type Job } from './scheduler/job-queue.ts';
import type { StateWriter } from './state/state-writer.ts';
import { tidyUp } from './remove-orphans.ts';
import { lookForRoom } from './outbox/out-of-space.ts';
import { discardUnfollowed } from './following/unfollow-course.ts';

/**
 * Returns the job that runs before anything is sent. It removes what the last worker left behind,
 * deletes everything if the learner asked for it, trims the journal, deletes the data of sites and
 * courses that are not to be kept, and checks for space.
 * @param rested resolves when no request to any server is under way
 */
export function createFirstJob(writer: StateWriter, rested: () => Promise<void>): Job {
  let tidied = false;

  /** Removes what the last worker left behind, once in the life of a worker. */
  async function tidy(): Promise<void> {
    if (tidied) return;
    await tidyUp(writer);
    tidied = true;
  }

  return async () => {
    await tidy().catch(tellEngineer);
    await carryOutErase(writer, rested);
    // A failure here does not stop the sends.
    await trimOnceADay(writer).catch(tellEngineer);
    await carryOutForgetting(writer).catch(tellEngineer);
    return earliest([await lookForRoom(writer), await discardUnfollowed(writer)]);
  };
}
