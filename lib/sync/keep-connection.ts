import type { Account } from '../ibl/http.ts';
import { INSTRUCTION_FIELDS } from '../ibl/instruction-fields.ts';
import { connections, type Connection } from '../store/connections.ts';
import { readDrafts, rescueDrafts, writeDraft } from '../store/drafts.ts';
import { writeKey } from '../store/keys.ts';
import { removeLeftOver } from '../store/left-over.ts';
import { EMPTY_RECORD, readRecords, writeRecord } from '../store/records.ts';
import type { Ledger } from './ledger.ts';
import { tryAgain } from './record.ts';

/** Whose memory it is: another one of these is another connection. */
export type Fields = Pick<Connection, 'base' | 'org' | 'username'>;

/** How requests are allowed, tested already. */
export interface Access extends Pick<Account, 'key' | 'scheme'> {
  readonly source: Connection['source'];
}

export const isSameAccount = (a: Fields, b: Fields): boolean =>
  a.base === b.base && a.org === b.org && a.username === b.username;

/**
 * Keeps a connection that was tested. One of the same address, school and username is updated; else
 * `id` names the one that it takes the place of, and null makes another one.
 */
export async function keepConnection(
  ledger: Ledger,
  fields: Fields,
  { key, scheme, source }: Access,
  id: string | null,
): Promise<void> {
  const all = await connections.read();
  const same = all.find((one) => isSameAccount(one, fields));
  const old = same ?? all.find((one) => one.id === id) ?? all[0];
  const now: Connection = {
    ...fields,
    id: same?.id ?? crypto.randomUUID(),
    scheme,
    connected: true,
    source,
    sites: old?.sites ?? [],
  };
  // Before the new key is there: a worker that is stopped in between tries the old one once more.
  await ledger.health(now.id, (health) => ({ ...health, stop: null, notBefore: 0 }));
  for (const course of (await readRecords(now.id)).keys()) {
    await ledger.record(now.id, course, tryAgain);
  }
  await writeKey(now.id, key);
  // Stopped in the middle, it is still the old connection with all it has, or the new one.
  await ledger.alone(async () => {
    if (old && !same) await moveOver(old.id, now.id);
    await connections.write([now]);
    await removeLeftOver(now.id);
  });
}

/** Another address, school or user: the ids mean nothing there; what waits and what was typed go along. */
async function moveOver(from: string, to: string): Promise<void> {
  for (const [course, { waiting, seq }] of await readRecords(from)) {
    if (waiting) await writeRecord(to, course, { ...EMPTY_RECORD, waiting, seq });
  }
  await rescueDrafts(from);
  const drafts = await readDrafts(from);
  for (const field of INSTRUCTION_FIELDS) {
    const draft = drafts[field];
    // What they began with was another account's.
    if (draft) await writeDraft(to, field, { text: draft.text, base: '' });
  }
}
