import { computed, effect, signal } from '@preact/signals';
import type { Place } from '../../lib/edx/place.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { firstRun, type FirstRun } from '../../lib/store/items/first-steps.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { entryText } from '../../lib/domain/entry-text.ts';
import { mutex } from '../../lib/domain/mutex.ts';
import { live } from '../data/live.ts';

export const STEPS = ['connect', 'sites', 'sent'] as const;
export type Step = (typeof STEPS)[number];
export type StepState = 'to-do' | 'done' | 'skipped';

/** Creates the model of the first steps: how far the learner is, and whether they are shown. */
export function createFirstRun() {
  const stored = live(() => firstRun.read(), [(changed) => firstRun.watch(changed)]);
  const known = live(async () => {
    const [all, chosen] = await Promise.all([connections.read(), sites.read()]);
    const connected = all.some((one) => one.connected);
    return { connected, chosen: chosen.some(({ state }) => state !== 'from-file') };
  }, [(changed) => connections.watch(changed), (changed) => sites.watch(changed)]);
  /** True if the steps were put away while this page showed them. The page then says where. */
  const justLeft = signal(false);
  /** True if the learner asked for the steps. They get the focus as soon as they are shown. */
  const askedFor = signal(false);

  /**
   * What is stored, or `unreadable`. Then no steps are shown, and the sections below say what is
   * wrong.
   */
  const read = computed(() => {
    try {
      const [now, facts] = [stored.value.value, known.value.value];
      return now && facts ? { now, facts } : null;
    } catch {
      return 'unreadable';
    }
  });
  const states = computed<Readonly<Record<Step, StepState>> | null>(() => {
    if (read.value === null || read.value === 'unreadable') return null;
    const { now, facts } = read.value;
    const { connect, sites: chosen, sent } = now.steps;
    return {
      connect: facts.connected ? 'done' : connect,
      sites: facts.chosen ? 'done' : chosen,
      sent,
    };
  });
  const settled = computed(() => STEPS.every((step) => states.value?.[step] !== 'to-do'));
  const shown = computed(() => {
    if (read.value === null || read.value === 'unreadable') return false;
    const { area } = read.value.now;
    return area === 'again' || (area === 'until-done' && !settled.value);
  });

  /** Runs one change after the other, so that two quick presses are both kept. */
  const queue = mutex();
  const change = (part: (old: FirstRun) => Partial<FirstRun>): Promise<void> =>
    queue(async () => {
      const old = await firstRun.read();
      await firstRun.write({ ...old, ...part(old) });
      await stored.refresh();
    });

  let seen = false;
  effect(() => {
    if (shown.value) {
      seen = true;
      justLeft.value = false;
      return;
    }
    if (read.value === null || read.value === 'unreadable') return;
    if (seen) justLeft.value = true;
    seen = false;
    // Otherwise, the steps would return on the day the learner removes the connection.
    if (read.value.now.area === 'until-done') void change(() => ({ area: 'away' }));
  });

  return {
    /** False until it is known whether the steps are shown. */
    ready: computed(() => read.value !== null),
    states,
    shown,
    justLeft,
    askedFor,
    set: (step: Step, state: StepState): Promise<void> =>
      change(({ steps }) => ({ steps: withStep(steps, step, state) })),
    putAway: (): Promise<void> => change(() => ({ area: 'away' })),
    again(): Promise<void> {
      askedFor.value = true;
      return change(() => ({ area: 'again' }));
    },
  };
}
export type FirstRunModel = ReturnType<typeof createFirstRun>;

function withStep(steps: FirstRun['steps'], step: Step, state: StepState): FirstRun['steps'] {
  // Whether a learner is connected comes from what is stored, never from a press.
  if (step === 'connect') return state === 'done' ? steps : { ...steps, connect: state };
  return { ...steps, [step]: state };
}

const COURSE = 'edX+DemoX+Demo_Course';
const BLOCK = `block-v1:${COURSE}+type`;

/** A place such as Waypoint makes for every unit. */
const EXAMPLE: Place = {
  site: 'https://learning.edx.org',
  view: 'unit',
  courseKey: `course-v1:${COURSE}`,
  courseTitle: 'Demonstration Course',
  sectionTitle: 'Introduction',
  subsectionTitle: 'Demo Course Overview',
  unitTitle: 'Getting Started',
  unitKey: `${BLOCK}@vertical+block@start`,
  url: `https://learning.edx.org/course/course-v1:${COURSE}/${BLOCK}@sequential+block@overview/${BLOCK}@vertical+block@start`,
  seenAt: '2026-11-23T10:00:00Z',
};

/** Returns exactly the text that Waypoint would send for the example unit, after another unit. */
export const exampleText = (): string =>
  entryText(EXAMPLE, [{ unitKey: `${BLOCK}@vertical+block@video`, title: 'Video and Sequences' }]);
