import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Profile {
  readonly folder: string;
  /** Removes the folder if it was a temporary one. */
  discard(): Promise<void>;
}

export async function openProfile(kept: string | undefined): Promise<Profile> {
  if (kept) {
    await mkdir(kept, { recursive: true });
    return { folder: kept, discard: async () => {} };
  }
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-profile-'));
  // A browser may still be writing its last files while it goes.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
  const onExit = (): void => rmSync(folder, options);
  process.once('exit', onExit);
  return {
    folder,
    async discard() {
      process.off('exit', onExit);
      await rm(folder, options);
    },
  };
}
