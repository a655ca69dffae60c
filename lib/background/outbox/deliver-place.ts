import type { Answer } from '../../ibl/client/types.ts';
import { upsert } from '../../ibl/memories/upsert-memory.ts';
import type { Outcome } from '../../ibl/memories/write-memory.ts';
import type { PendingPlace } from '../../store/items/outbox-record.ts';
import { creating } from './record-outcome.ts';
import { askSchool, isAskedFirst, knownToday } from './school-tracks-place.ts';
import { change, type Sending } from './sending.ts';

/**
 * Age (ms) above which the server's entry is read before a place is written: another device may
 * have written meanwhile.
 */
const LONG = 10 * 60_000;

/** Whether a place waited so long that the server's entry is read before the place is written. */
export const isLate = ({ at }: PendingPlace, now: number): boolean => now - at > LONG;

export type Delivery = Outcome | { readonly kind: 'school-keeps' };

/**
 * Writes the text to the server of the connection, unless the school's own server already tracks
 * the place (edX memory).
 */
export async function deliver(sending: Sending, text: string): Promise<Answer<Delivery>> {
  const { client, courseKey, record, waiting } = sending;
  const started = Date.now();
  const age = started - waiting.at;
  if (isAskedFirst(record, started)) {
    const known = knownToday(record, started);
    const { attempts } = record;
    const before = known?.modified ?? null;
    const asked = await askSchool(client, courseKey, { age, before, attempts });
    if (!asked.ok) return asked;
    const unit = waiting.place.unitKey ?? null;
    const edxMemory = { ...asked.body, unit, at: Date.now() };
    await change(sending, (old) => ({ ...old, edxMemory }));
    if (edxMemory.tracks) return { ...asked, body: { kind: 'school-keeps' } };
  }
  const { lastSent, unconfirmed, ids, created } = record;
  const own = lastSent ? [...unconfirmed, lastSent.text] : unconfirmed;
  return await upsert(client, courseKey, text, {
    ids,
    late: isLate(waiting, started) ? { age, own } : null,
    isCreateSent: created !== null,
    creating: async (isSent) => void (await change(sending, (old) => creating(old, isSent))),
  });
}
