import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventQueue } from '../../dev/fleet/event-queue.ts';

const time = fc.double({ min: 0, max: 1e12, noNaN: true });
/** A time adds an event; null takes the earliest one. */
const steps = fc.array(fc.option(time), { maxLength: 3_000 });

test('takes out what was put in, and always the earliest event that is left', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const queue = createEventQueue();
      const left: { at: number; event: number }[] = [];
      for (const [event, at] of [...all, ...all.map(() => null)].entries()) {
        if (at !== null) {
          queue.push(at, event);
          left.push({ at, event });
          continue;
        }
        expect(queue.pop()).toBe(left.length > 0);
        if (left.length === 0) continue;
        expect(queue.time()).toBe(Math.min(...left.map((one) => one.at)));
        const taken = left.findIndex((one) => one.event === queue.event());
        expect(left[taken]?.at).toBe(queue.time());
        left.splice(taken, 1);
      }
    }),
    { numRuns: 50 },
  );
});
