import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Profile {
  readonly folder: string;
  /** Whether no browser has used the folder before. */
  readonly isNew: boolean;
  /** Removes the folder if it was a temporary one. */
  discard(): Promise<void>;
}

export async function openProfile(kept: string | undefined): Promise<Profile> {
  if (kept) {
    const isNew = !existsSync(kept);
    await mkdir(kept, { recursive: true });
    return { folder: kept, isNew, discard: async () => {} };
  }
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-profile-'));
  // A browser may still be writing its last files while it quits.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
  const onExit = (): void => rmSync(folder, options);
  process.once('exit', onExit);
  return {
    folder,
    isNew: true,
    async discard() {
      process.off('exit', onExit);
      await rm(folder, options);
    },
  };
}
