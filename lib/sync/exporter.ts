import { carryOnExports } from './exports.ts';
import type { Ledger } from './ledger.ts';
import { createWake, SHORTEST_ALARM } from './wake.ts';

export const EXPORT_ALARM = 'export';

/** Carries exports on beside everything else: a long file holds no place up. */
export function createExporter(ledger: Ledger) {
  const wake = createWake(() => void run(), EXPORT_ALARM);
  let running: Promise<void> | null = null;
  let again = false;

  function run(): Promise<void> {
    again = true;
    running ??= (async () => {
      try {
        while (again) {
          again = false;
          await wake.guard();
          const next = await carryOnExports(ledger);
          await wake.set(next);
        }
      } catch {
        // A store that refuses to be written or read, of which the other work tells.
        await wake.set(Date.now() + SHORTEST_ALARM);
      } finally {
        running = null;
      }
    })();
    return running;
  }

  return {
    run,
    /** Before an export is begun: a worker that is stopped from now on is woken for it. */
    guard: () => wake.guard(),
    stop: () => wake.stop(),
  };
}
