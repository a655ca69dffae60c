import type { Account } from '../ibl/http.ts';
import { INSTRUCTION_FIELDS } from '../ibl/instruction-fields.ts';
import { connections, type Connection } from '../store/connections.ts';
import { readDrafts, rescueDrafts, writeDraft } from '../store/drafts.ts';
import { writeKey } from '../store/keys.ts';
import { readRecords } from '../store/records.ts';
import { arrangeAlone } from './arrange.ts';
import type { Ledger } from './ledger.ts';
import { stay } from './leave.ts';
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
 * Keeps a connection that was tested. One of the same address, school and username is updated, whatever
 * was edited; else `id` names the one that it takes the place of, and null makes another one.
 */
export async function keepConnection(
  ledger: Ledger,
  fields: Fields,
  { key, scheme, source }: Access,
  id: string | null,
): Promise<void> {
  const all = await connections.read();
  const same = all.find((one) => isSameAccount(one, fields));
  const old = same ?? all.find((one) => one.id === id);
  const now: Connection = {
    ...fields,
    id: same?.id ?? crypto.randomUUID(),
    scheme,
    connected: true,
    source,
    sites: old?.sites ?? [],
  };
  await stay(ledger, now.id);
  // Before the new key is there: a worker that is stopped in between tries the old one once more.
  await ledger.health(now.id, (health) => ({ ...health, stop: null, notBefore: 0 }));
  for (const course of (await readRecords(now.id)).keys()) {
    await ledger.record(now.id, course, tryAgain);
  }
  await writeKey(now.id, key);
  // Stopped in the middle, it is still the old connection with all it has, or the new one.
  await ledger.alone(async () => {
    if (old && !same) await moveDrafts(old.id, now.id);
    await arrangeAlone((list) =>
      old && list.some((one) => one.id === old.id)
        ? list.map((one) => (one.id === old.id ? { ...now, sites: one.sites } : one))
        : [...list, now],
    );
  });
}

/** What was typed goes along; what it began with was another account's. */
async function moveDrafts(from: string, to: string): Promise<void> {
  await rescueDrafts(from);
  const drafts = await readDrafts(from);
  for (const field of INSTRUCTION_FIELDS) {
    const draft = drafts[field];
    if (draft) await writeDraft(to, field, { text: draft.text, base: '' });
  }
}
