import { parseAddress } from '../ibl/address.ts';
import { testConnection } from '../ibl/edx-memory.ts';
import type { Account, Fault } from '../ibl/http.ts';
import { INSTRUCTION_FIELDS } from '../ibl/instruction-fields.ts';
import { parseKey } from '../ibl/key.ts';
import { isPathPart } from '../ibl/paths.ts';
import { SCHEMES } from '../ibl/schemes.ts';
import { DEFAULT_BASE } from '../ibl/hosts.ts';
import type { OwnMessage, Replies } from '../messages.ts';
import { connections, type Connection } from '../store/connections.ts';
import { readDrafts, rescueDrafts, writeDraft } from '../store/drafts.ts';
import { readKey, removeKey, writeKey } from '../store/keys.ts';
import { removeLeftOver } from '../store/left-over.ts';
import { EMPTY_RECORD, readRecords, writeRecord } from '../store/records.ts';
import { mayReach } from './access.ts';
import { stayAwake } from './awake.ts';
import type { Ledger } from './ledger.ts';
import { setOtherwise } from './policy.ts';
import { tryAgain } from './record.ts';

type Typed = Extract<OwnMessage, { type: 'connection/connect' }>;
type Reply = Replies['connection/connect'];

const fault = (why: Extract<Reply, { ok: false }>['why']): Reply => ({ ok: false, why });

/** Tests what was typed against the server and, when it works, keeps it as the connection. */
export async function connect(ledger: Ledger, typed: Typed): Promise<Reply> {
  const address = parseAddress(typed.address || DEFAULT_BASE);
  if (!address.ok) return fault({ kind: 'address', fault: address.fault });
  const org = typed.org.trim();
  const username = typed.username.trim();
  if (!isPathPart(org)) return fault({ kind: 'field', field: 'org' });
  if (!isPathPart(username)) return fault({ kind: 'field', field: 'username' });
  const fields = { base: address.base, org, username };
  const otherwise = await setOtherwise(fields);
  if (otherwise) return fault({ kind: 'set-by-organization', field: otherwise });
  const old = (await connections.read())[0];
  const same = old !== undefined && isSame(old, fields);
  const stored = same && typed.key.trim() === '' ? await readKey(old.id) : null;
  const key = stored ?? parseKey(typed.key);
  if (key === null) return fault({ kind: 'field', field: 'key' });
  if (!(await mayReach(fields.base))) return fault({ kind: 'no-permission' });

  const tested = await stayAwake(() => trySchemes(ledger, { ...fields, key }));
  if ('fault' in tested) return fault(tested.fault);
  const id = same ? old.id : crypto.randomUUID();
  // Before the new key is there: a worker that is stopped in between tries the old one once more.
  await ledger.health(id, (health) => ({ ...health, stop: null, notBefore: 0 }));
  for (const course of (await readRecords(id)).keys()) await ledger.record(id, course, tryAgain);
  await writeKey(id, key);
  const now: Connection = {
    id,
    ...fields,
    scheme: tested.scheme,
    connected: true,
    source: { kind: 'key' },
    sites: same ? old.sites : [],
  };
  // Stopped in the middle, it is still the old connection with all it has, or the new one.
  await ledger.alone(async () => {
    if (old && !same) await moveOver(old.id, id);
    await connections.write([now]);
    await removeLeftOver(id);
  });
  return { ok: true };
}

const isSame = (a: Connection, b: Pick<Connection, 'base' | 'org' | 'username'>) =>
  a.base === b.base && a.org === b.org && a.username === b.username;

/** A key does not say its scheme: the usual one first; only "wrong key" tries the next. */
async function trySchemes(
  ledger: Ledger,
  account: Omit<Account, 'scheme'>,
): Promise<{ scheme: Account['scheme'] } | { fault: Fault }> {
  let first: Fault | undefined;
  for (const scheme of SCHEMES) {
    const wire = { account: { ...account, scheme }, told: ledger.log, refused: ledger.refused };
    const answer = await testConnection(wire);
    if (answer.ok) return { scheme };
    first ??= answer.fault;
    const refused = answer.fault.kind === 'status' && answer.fault.status === 401;
    if (!refused) return { fault: answer.fault };
  }
  return { fault: first ?? { kind: 'no-network' } };
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

/** Takes the key away. What waits is kept for the next time. */
export async function disconnect(ledger: Ledger): Promise<void> {
  await ledger.alone(async () => {
    const all = await connections.read();
    const closed = all.map((one) => ({ ...one, connected: false }));
    // The key first: a worker that is stopped in between must not leave it behind.
    for (const { id } of all) await removeKey(id);
    await connections.write(closed);
  });
}
