import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

const todo = z.enum(['to-do', 'done', 'skipped']);

const schema = z.object({
  /**
   * Whether the options page was opened after the install, or there was a reason not to open it.
   * Waypoint opens it once at most.
   */
  opened: z.boolean(),
  /** `until-done`: the steps are shown while one is to do; `again`: the learner asked for them. */
  area: z.enum(['away', 'until-done', 'again']),
  /** Whether the learner is connected is not stored here: the connections show it. */
  steps: z.object({ connect: z.enum(['to-do', 'skipped']), sites: todo, sent: todo }),
});
export type FirstRun = z.infer<typeof schema>;

/** The first steps on the options page. */
export const firstRun = defineItem<FirstRun>({
  key: 'first-run',
  version: 1,
  schema,
  fallback: () => ({
    opened: false,
    area: 'away',
    steps: { connect: 'to-do', sites: 'to-do', sent: 'to-do' },
  }),
});
