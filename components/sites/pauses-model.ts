import { pauses } from '../../lib/store/items/pauses.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { createAction } from '../data/action.ts';
import { live } from '../data/live.ts';

async function readAll() {
  const [{ paused }, single] = await Promise.all([settings.read(), pauses.read()]);
  return { paused, ...single };
}

/** Creates the model of what is paused, and of how the learner changes that. */
export function createPauses() {
  const now = live(readAll, [
    (changed) => settings.watch(changed),
    (changed) => pauses.watch(changed),
  ]);
  const { act, noAnswer } = createAction(now.refresh);
  return {
    now: now.value,
    noAnswer,
    all: (paused: boolean) => void act({ type: 'pause/set', paused }),
    resumeSite: (origin: string) => void act({ type: 'site/pause', origin, paused: false }),
    resumeCourse: (courseKey: string) =>
      void act({ type: 'course/pause', courseKey, title: courseKey, paused: false }),
  };
}
export type PausesModel = ReturnType<typeof createPauses>;
