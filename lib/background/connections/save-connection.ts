import type { Account } from '../../ibl/client/types.ts';
import { INSTRUCTION_FIELDS } from '../../ibl/instruction/fields.ts';
import { isSameUser } from '../../ibl/account/spelling.ts';
import type { Platform } from '../../ibl/account/user-platforms.ts';
import { connections, healthOf, type Connection } from '../../store/items/connections.ts';
import { readDrafts, rescueDrafts, writeDraft } from '../../store/items/drafts.ts';
import { readKey, writeKey } from '../../store/items/api-keys.ts';
import { readRecords, writeRecords } from '../../store/items/outbox-records.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { arrangeForNewest, arrangeWithout } from './arrange-connections.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { notDisconnecting } from './disconnect.ts';
import { withoutFailures } from '../outbox/record-outcome.ts';

/** The account of a connection. Another account is another connection. */
export type Fields = Pick<Connection, 'base' | 'org' | 'username'>;

/** What allows requests, already tested. */
export interface Access extends Pick<Account, 'key' | 'scheme'> {
  readonly source: Connection['source'];
}

interface Kept {
  readonly id: string | null;
  readonly signal: AbortSignal;
  /** The address of the mentor's page; left out if the learner was not asked for it. */
  readonly mentor?: string | null;
}

export const isSameAccount = (a: Fields, b: Fields): boolean =>
  a.base === b.base && a.org === b.org && isSameUser(a.username, b.username);

/**
 * Saves a connection that was tested. Returns false if the test was cancelled before. A connection
 * of the same address, school and username is updated, whichever connection the learner edited.
 * Otherwise `id` names the connection that is replaced, and null adds another one. If the username
 * becomes another person's, the old connection's waiting places and drafts are dropped.
 */
export async function keepConnection(
  writer: StateWriter,
  fields: Fields,
  { key, scheme, source }: Access,
  { id, signal, mentor }: Kept,
): Promise<boolean> {
  // Runs alone, because other jobs remove what is stored for a connection that is not in the list.
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
      name: same?.name ?? null,
      sites: old?.sites ?? [],
      mentor: mentor === undefined ? (same?.mentor ?? null) : mentor,
    };
    // Requests under way have the old key.
    const isOver = old && (old !== same || (await readKey(old.id)) !== key);
    if (isOver) writer.underWay.end(old.id);
    // Comes before the new key: a worker that is stopped in between tries the old key once more.
    await refresh(now.id);
    await writeKey(now.id, key);
    const isOther = old !== undefined && !isSameUser(old.username, now.username);
    if (old && !same && !isOther) await moveDrafts(old.id, now.id);
    if (isOther) await forgetPlacesInTabs();
    // A worker that is stopped here leaves the old connection with all its data, or the new one.
    const change = (list: readonly Connection[]) =>
      old ? list.map((one) => (one.id === old.id ? now : one)) : [...list, now];
    await (isOther ? arrangeWithout(old.id, change) : arrangeForNewest(change));
    if (isOver) writer.underWay.end(old.id);
    return true;
  });
}

/** Stores the name of a school that its server said. The school keeps its old name without one. */
export async function keepSchoolName(
  writer: StateWriter,
  { base, org }: Pick<Fields, 'base' | 'org'>,
  said: readonly Pick<Platform, 'key' | 'name'>[],
): Promise<void> {
  const name = said.find(({ key }) => key === org)?.name;
  // A school without a name has its key for a name.
  if (name === undefined || name === org) return;
  await writer.alone(async () => {
    const all = await connections.read();
    for (const one of all) if (one.base === base && one.org === org) Object.assign(one, { name });
    await connections.write(all);
  });
}

/**
 * Clears the places that open tabs showed, because they were the other person's. The next place is
 * one that a page reports from now on.
 */
async function forgetPlacesInTabs(): Promise<void> {
  const { tabs } = await tabsSeen.read();
  await tabsSeen.write({
    tabs: tabs.map((tab) =>
      tab.seen.kind === 'place' ? { tabId: tab.tabId, seen: { kind: 'none' } } : tab,
    ),
  });
}

/** Clears earlier failures of a connection, and stops its disconnecting. */
async function refresh(id: string): Promise<void> {
  const health = await healthOf(id).read();
  const records = Array.from(await readRecords(id), ([courseKey, record]) => {
    return { connectionId: id, courseKey, record: withoutFailures(record) };
  });
  await writeRecords(records, {
    ...healthOf(id).stored({ ...health, stop: null, notBefore: 0 }),
    ...(await notDisconnecting(id)),
  });
}

/**
 * Moves drafts to another connection. Each draft's base is emptied, because it was another
 * account's text.
 */
async function moveDrafts(from: string, to: string): Promise<void> {
  await rescueDrafts(from);
  const drafts = await readDrafts(from);
  for (const field of INSTRUCTION_FIELDS) {
    const draft = drafts[field];
    if (draft) await writeDraft(to, field, { text: draft.text, base: '' });
  }
}
