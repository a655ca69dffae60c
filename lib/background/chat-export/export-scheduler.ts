import { connections } from '../../store/items/connections.ts';
import { carryOnExport } from './run-export.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { createJobQueues, nextOf } from '../scheduler/job-queues.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { mutex } from '../../domain/mutex.ts';
import { createWake, SHORTEST_ALARM } from '../scheduler/alarm.ts';

export const EXPORT_ALARM = 'export';

/** Runs exports beside everything else, so that a long file delays no place. */
export function createExporter(writer: StateWriter) {
  const wake = createWake(() => void run(), EXPORT_ALARM);
  const planning = mutex();
  const plan = () => planning(() => wake.set(nextOf(lanes.all(), false)));
  const lanes = createJobQueues((id) => carryOnExport(writer, id), plan);

  async function run(): Promise<void> {
    try {
      await wake.guard();
      const ids = (await connections.read()).map(({ id }) => id);
      const running = lanes.of(ids).map((lane) => lane.run('due'));
      if (running.length === 0) await plan();
      await Promise.all(running);
    } catch (error) {
      // The storage could not be read.
      tellEngineer(error);
      await wake.set(Date.now() + SHORTEST_ALARM);
    }
  }

  return {
    run,
    /**
     * Makes sure that an alarm is set. Call it before an export starts, so that a worker that is
     * stopped from then on is woken for it.
     */
    guard: () => wake.guard(),
    /** Resolves when the runs under way are over. */
    rest: () => lanes.over(),
    stop: () => wake.stop(),
  };
}
