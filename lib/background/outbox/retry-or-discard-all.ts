import { connections } from '../../store/items/connections.ts';
import { readRecords } from '../../store/items/outbox-records.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { clear, forgetRefusal, tryAgain } from './outbox-record.ts';
import { overrule } from '../../domain/retry-timing.ts';

/* What the learner asks for all that waits. */

/**
 * Try again: every wait and refusal is forgotten, at all schools. A server that asked to be left alone is
 * asked all the same, but not each time that the learner presses.
 */
export async function forgetFailures(writer: StateWriter): Promise<void> {
  for (const { id } of await connections.read()) {
    const now = Date.now();
    const { notBefore } = await writer.health(id, (old) => overrule({ ...old, stop: null }, now));
    // What is not tried yet goes on telling why it waits.
    const step = notBefore > now ? forgetRefusal : tryAgain;
    for (const course of (await readRecords(id)).keys()) await writer.record(id, course, step);
  }
  await writer.deletes((all) => all.map((one) => ({ ...one, failed: null })));
}

/** What waits for any course is given up. */
export async function discardWaiting(writer: StateWriter): Promise<void> {
  for (const { id } of await connections.read()) {
    for (const course of (await readRecords(id)).keys()) {
      await writer.record(id, course, (old) => clear(old, old.waiting?.seq ?? -1));
    }
  }
}
