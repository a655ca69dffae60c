import { isOver, type PauseEnd } from '../shared/pause-end.ts';
import { pauses, type Pauses } from '../store/items/pauses.ts';
import { settings, type Settings } from '../store/items/settings.ts';

/*
 * What is paused now. A pause whose end has passed is over for everybody who asks here, also before
 * the worker has removed it from what is stored.
 */

type Ending = { readonly end: PauseEnd | null };

export const holdsAt =
  (now: number) =>
  ({ end }: Ending): boolean =>
    !isOver(end, now);

/** Returns the pause of everything; null if Waypoint is not paused now. */
export const pauseOfAll = ({ pause }: Settings): Settings['pause'] =>
  pause && holdsAt(Date.now())(pause) ? pause : null;

export const isEverythingPaused = async (): Promise<boolean> =>
  pauseOfAll(await settings.read()) !== null;

/** Returns the single sites and courses that are paused now. */
export async function readPauses(): Promise<Pauses> {
  const { sites, courses } = await pauses.read();
  const holds = holdsAt(Date.now());
  return { sites: sites.filter(holds), courses: courses.filter(holds) };
}

/** Returns the sites (origins) that are paused now on their own. */
export const pausedSites = async (): Promise<string[]> =>
  (await readPauses()).sites.map(({ origin }) => origin);

/**
 * Returns when the next pause ends (ms), or null; and whether the stored pauses have one that is
 * over.
 */
export async function nextPauseEnd(): Promise<{ next: number | null; over: boolean }> {
  const [{ pause }, { sites, courses }] = await Promise.all([settings.read(), pauses.read()]);
  const all: readonly (Ending | null)[] = [pause, ...sites, ...courses];
  const ends = all.flatMap((one) => one?.end ?? []);
  const ahead = ends.filter((end) => !isOver(end, Date.now())).map(({ until }) => until);
  return {
    next: ahead.length > 0 ? Math.min(...ahead) : null,
    over: ahead.length < ends.length,
  };
}

/**
 * Calls back when a pause or another setting changes, and when the end of a pause passes: the worker
 * may not be there to store that.
 */
export function watchPauses(changed: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = async () => {
    const { next } = await nextPauseEnd();
    clearTimeout(timer);
    if (next !== null) timer = setTimeout(again, next - Date.now());
  };
  // If the pauses cannot be read, the screen says so.
  const start = () => void plan().catch(() => undefined);
  const again = () => {
    changed();
    start();
  };
  settings.watch(again);
  pauses.watch(again);
  start();
}
