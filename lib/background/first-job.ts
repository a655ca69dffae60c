import { tellEngineer } from '../shared/tell-engineer.ts';
import { runDeleteEverything } from './delete-everything/delete-everything.ts';
import { forgetSites } from './following/forget-site.ts';
import { trimOnceADay } from './state/journal.ts';
import { earliest, type Job } from './scheduler/job-queue.ts';
import type { StateWriter } from './state/state-writer.ts';
import { removeOrphans } from './remove-orphans.ts';
import { lookForSpace } from './outbox/out-of-space.ts';
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
    await removeOrphans(writer);
    tidied = true;
  }

  return async () => {
    await tidy().catch(tellEngineer);
    await runDeleteEverything(writer, rested);
    // A failure here does not stop the sends.
    await trimOnceADay(writer).catch(tellEngineer);
    await forgetSites(writer).catch(tellEngineer);
    return earliest([await lookForSpace(writer), await discardUnfollowed(writer)]);
  };
}
