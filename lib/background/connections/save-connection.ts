import type { Account } from '../../ibl/client/types.ts';
import { INSTRUCTION_FIELDS } from '../../ibl/instruction/fields.ts';
import { isSameUser } from '../../ibl/account/spelling.ts';
import { connections, healthOf, type Connection } from '../../store/items/connections.ts';
import { readDrafts, rescueDrafts, writeDraft } from '../../store/items/drafts.ts';
import { readKey, writeKey } from '../../store/items/api-keys.ts';
import { readRecords, writeRecords } from '../../store/items/outbox-records.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { arrangeForNewest, arrangeWithout } from './arrange-connections.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { stayed } from './disconnect.ts';
import { anew } from '../outbox/outbox-record.ts';

/** Whose memory it is: another one of these is another connection. */
export type Fields = Pick<Connection, 'base' | 'org' | 'username'>;

/** How requests are allowed, tested already. */
export interface Access extends Pick<Account, 'key' | 'scheme'> {
  readonly source: Connection['source'];
}

export const isSameAccount = (a: Fields, b: Fields): boolean =>
  a.base === b.base && a.org === b.org && isSameUser(a.username, b.username);

/**
 * Keeps a connection that was tested; false when that ended before. One of the same address, school and
 * username is updated, whatever was edited; else `id` names the one that it takes the place of, and null
 * makes another one. To another person nothing goes along that the one before had to send, or typed.
 */
export async function keepConnection(
  writer: StateWriter,
  fields: Fields,
  { key, scheme, source }: Access,
  { id, signal }: { id: string | null; signal: AbortSignal },
): Promise<boolean> {
  // Alone, as what is stored of a connection that is not in the list is taken away by others.
  return await writer.alone(async () => {
    if (signal.aborted) return false;
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
    // What is under way has the old key.
    const isOver = old && (old !== same || (await readKey(old.id)) !== key);
    if (isOver) writer.underWay.end(old.id);
    // Before the new key is there: a worker that is stopped in between tries the old one once more.
    await refresh(now.id);
    await writeKey(now.id, key);
    const isOther = old !== undefined && !isSameUser(old.username, now.username);
    if (old && !same && !isOther) await moveDrafts(old.id, now.id);
    if (isOther) await forgetPlacesInTabs();
    // Stopped in the middle, it is still the old connection with all it has, or the new one.
    const change = (list: readonly Connection[]) =>
      old ? list.map((one) => (one.id === old.id ? now : one)) : [...list, now];
    await (isOther ? arrangeWithout(old.id, change) : arrangeForNewest(change));
    if (isOver) writer.underWay.end(old.id);
    return true;
  });
}

/** What open pages showed was the other person's: the next place is what a page tells from now on. */
async function forgetPlacesInTabs(): Promise<void> {
  const { tabs } = await tabsSeen.read();
  await tabsSeen.write({
    tabs: tabs.map((tab) =>
      tab.seen.kind === 'place' ? { tabId: tab.tabId, seen: { kind: 'none' } } : tab,
    ),
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
