import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

const schema = z.object({
  /**
   * Whether the options page was opened after the install, or there was a reason not to open it.
   * Waypoint opens it once at most.
   */
  opened: z.boolean(),
  /** Whether the first steps are shown until the first place was saved. */
  wanted: z.boolean(),
});

/** What version 1 stored: steps that could be skipped or put away. */
const before = z.object({ opened: z.boolean(), area: z.string() });

/** The first steps on the options page. */
export const firstRun = defineItem<z.infer<typeof schema>>({
  key: 'first-run',
  version: 2,
  schema,
  migrations: {
    2: (old) => {
      const { opened, area } = before.parse(old);
      return { opened, wanted: area === 'until-done' };
    },
  },
  fallback: () => ({ opened: false, wanted: false }),
});
