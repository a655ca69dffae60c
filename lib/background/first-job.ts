import { tellEngineer } from '../shared/tell-engineer.ts';
import { runDeleteEverything } from './delete-everything/delete-everything.ts';
import { forgetSites } from './following/forget-site.ts';
import { trimOnceADay } from './state/journal.ts';
import { earliest, type Job } from './scheduler/job-queue.ts';
import type { StateWriter } from './state/state-writer.ts';
import { removeOrphans } from './remove-orphans.ts';
import { lookForSpace } from './outbox/out-of-space.ts';
import { endOldSearch } from './connections/search-sign-in.ts';
import { discardUnfollowed } from './following/unfollow-course.ts';

interface Parts {
  /** Ends the pauses whose time is over. Resolves when the next one ends (ms), or with null. */
  readonly endPauses: () => Promise<number | null>;
  /** Resolves when no request to any server is under way. */
  readonly rested: () => Promise<void>;
}

/**
 * Returns the job that runs before anything is sent. It ends pauses, removes what the last worker left
 * behind, deletes everything if the learner asked for it, trims the journal, deletes the data of sites and
 * courses that are not to be kept, and checks for space.
 */
export function createFirstJob(writer: StateWriter, { endPauses, rested }: Parts): Job {
  let tidied = false;

  /** Removes what the last worker left behind, once in the life of a worker. */
  async function tidy(): Promise<void> {
    if (tidied) return;
    await removeOrphans(writer);
    tidied = true;
  }

  return async () => {
    await tidy().catch(tellEngineer);
    const pauseEnd = await endPauses();
    await runDeleteEverything(writer, rested);
    // A failure here does not stop the sends.
    await trimOnceADay(writer).catch(tellEngineer);
    await forgetSites(writer).catch(tellEngineer);
    const searchEnd = await endOldSearch().catch(() => null);
    const spaceLook = await lookForSpace(writer);
    return earliest([pauseEnd, searchEnd, spaceLook, await discardUnfollowed(writer)]);
  };
}
