import type { Account } from '../ibl/http.ts';
import { INSTRUCTION_FIELDS } from '../ibl/instruction-fields.ts';
import { isSameUser } from '../ibl/spelling.ts';
import { connections, healthOf, type Connection } from '../store/connections.ts';
import { readDrafts, rescueDrafts, writeDraft } from '../store/drafts.ts';
import { writeKey } from '../store/keys.ts';
import { readRecords, writeRecords } from '../store/records.ts';
import { arrangeForNewest } from './arrange.ts';
import type { Ledger } from './ledger.ts';
import { stayed } from './leave.ts';
import { anew } from './record.ts';

/** Whose memory it is: another one of these is another connection. */
export type Fields = Pick<Connection, 'base' | 'org' | 'username'>;

/** How requests are allowed, tested already. */
export interface Access extends Pick<Account, 'key' | 'scheme'> {
  readonly source: Connection['source'];
}

export const isSameAccount = (a: Fields, b: Fields): boolean =>
  a.base === b.base && a.org === b.org && isSameUser(a.username, b.username);

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
  // Alone, as what is stored of a connection that is not in the list is taken away by others.
  await ledger.alone(async () => {
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
    // Before the new key is there: a worker that is stopped in between tries the old one once more.
    await refresh(now.id);
    await writeKey(now.id, key);
    if (old && !same) await moveDrafts(old.id, now.id);
    // Stopped in the middle, it is still the old connection with all it has, or the new one.
    await arrangeForNewest((list) =>
      old ? list.map((one) => (one.id === old.id ? now : one)) : [...list, now],
    );
  });
}

/** No failure of before counts any more, nor that it was to be disconnected. */
async function refresh(id: string): Promise<void> {
  const health = await healthOf(id).read();
  const records = Array.from(await readRecords(id), ([courseKey, record]) => {
    return { connectionId: id, courseKey, record: anew(record) };
  });
  await writeRecords(records, {
    ...healthOf(id).stored({ ...health, stop: null, notBefore: 0 }),
    ...(await stayed(id)),
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
