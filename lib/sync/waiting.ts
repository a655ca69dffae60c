import { connections } from '../store/connections.ts';
import { readRecords } from '../store/records.ts';
import type { Ledger } from './ledger.ts';
import { clear, tryAgain } from './record.ts';

/* What the learner asks for all that waits. */

/** Try again: every wait and refusal is forgotten, at all schools. */
export async function forgetFailures(ledger: Ledger): Promise<void> {
  for (const { id } of await connections.read()) {
    await ledger.health(id, (old) => ({ ...old, stop: null }));
    for (const course of (await readRecords(id)).keys()) await ledger.record(id, course, tryAgain);
  }
  await ledger.deletes((all) => all.map((one) => ({ ...one, failed: null })));
}

/** What waits for any course is given up. */
export async function discardWaiting(ledger: Ledger): Promise<void> {
  for (const { id } of await connections.read()) {
    for (const course of (await readRecords(id)).keys()) {
      await ledger.record(id, course, (old) => clear(old, old.waiting?.seq ?? -1));
    }
  }
}
