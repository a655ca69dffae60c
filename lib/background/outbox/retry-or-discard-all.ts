import { connections } from '../../store/items/connections.ts';
import { waitingIn } from '../../store/items/outbox-record.ts';
import { readRecords } from '../../store/items/outbox-records.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { clear, stepOfTryAgain } from './record-outcome.ts';
import { overrule } from '../../domain/retry-timing.ts';

/* Tries again, or discards, everything that waits. */

/**
 * Clears every wait and rejection at all connections, for the learner's Try again. Also ends a
 * server's Retry-After, but not each time that the learner presses the button.
 */
export async function forgetFailures(writer: StateWriter): Promise<void> {
  for (const { id } of await connections.read()) {
    const now = Date.now();
    const health = await writer.health(id, (old) => overrule({ ...old, stop: null }, now));
    const step = stepOfTryAgain(health, now);
    for (const course of (await readRecords(id)).keys()) await writer.record(id, course, step);
  }
  await writer.deletes((all) => all.map((one) => ({ ...one, failed: null })));
}

/** Discards the waiting places of all courses. */
export async function discardWaiting(writer: StateWriter): Promise<void> {
  for (const { id } of await connections.read()) {
    for (const course of (await readRecords(id)).keys()) {
      await writer.record(id, course, (old) => clear(old, waitingIn(old)?.seq ?? -1));
    }
  }
}
