import { signal } from '@preact/signals';
import type { PauseLength } from '../../lib/shared/pause-length.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { pauseOfAll, readPauses, watchPauses } from '../../lib/domain/pauses.ts';
import { createAction } from '../data/action.ts';
import { live } from '../data/live.ts';

async function readAll() {
  const [chosen, single] = await Promise.all([settings.read(), readPauses()]);
  return { everything: pauseOfAll(chosen), ...single };
}

/** Creates the model of what is paused, and of how the learner changes that. */
export function createPauses() {
  const now = live(readAll, [watchPauses]);
  const length = signal<PauseLength>('endless');
  const { act, noAnswer } = createAction(now.refresh);
  return {
    now: now.value,
    noAnswer,
    /** How long the next pause of everything lasts. */
    length,
    all: (paused: boolean) => void act({ type: 'pause/set', paused, length: length.value }),
    resumeSite: (origin: string) => void act({ type: 'site/pause', origin, paused: false }),
    resumeCourse: (courseKey: string) =>
      void act({ type: 'course/pause', courseKey, title: courseKey, paused: false }),
  };
}
export type PausesModel = ReturnType<typeof createPauses>;
