import { testConnection } from '../../ibl/memories/edx-memory.ts';
import { isStatus } from '../../ibl/client/classify-fault.ts';
import { spelledUser } from '../../ibl/account/key-owner.ts';
import { platformsOf } from '../../ibl/account/user-platforms.ts';
import type { Fault } from '../../ibl/client/types.ts';
import {
  OPEN_ITEMS,
  readSignedIn,
  tokenIn,
  TOKENS,
  type PageItems,
  type TokenName,
} from '../../ibl/account/sign-in-page.ts';
import type { Replies } from '../../messages/replies.ts';
import type { OwnMessage } from '../../messages/requests.ts';
import type { SignInFault, SignInFront } from '../../messages/sign-in.ts';
import { connections, endsSoon, healthOf, type Connection } from '../../store/items/connections.ts';
import { readPolicy } from '../../store/policy/read-policy.ts';
import { mayReach } from '../../domain/permissions.ts';
import { isSameAccount, keepConnection, keepSchoolName } from './save-connection.ts';
import { createClient } from '../state/api-client.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { setOtherwise } from '../../domain/effective-policy.ts';
import { trying } from './try-connection.ts';
import { RequestCancelled, untilCancelled } from '../scheduler/under-way.ts';
import { endSearch } from './search-sign-in.ts';
import { readPage, frontPage, type Front } from './signed-in-page.ts';

type Look = Extract<OwnMessage, { type: 'sign-in/look' }>;

/*
 * Takes over a sign-in to ibl.ai from the page over which the learner opened the popup. A click
 * on the toolbar icon lets Waypoint look at that one page. The token goes from the page into
 * IndexedDB, and is never shown on a screen.
 */

/**
 * Returns whose sign-in the page in front shows, without its token; null if there is nothing to
 * offer. Waypoint reads nothing from a page that is not ibl.ai's own, unless `base` was found to be
 * its server.
 */
export async function lookForSignIn({ base, searched }: Look): Promise<SignInFront | null> {
  const found = await frontPage(searched);
  if (!found) return null;
  const { page, server } = found;
  if (server.kind === 'server') return await offerOf(found, server.base, searched);
  if (base === null) return { kind: 'which-server', page, bases: server.bases };
  if (!server.bases.includes(base)) return null;
  const offer = await offerOf(found, base, searched);
  // Most pages of a school have nothing to do with ibl.ai, so anything but a complete sign-in is
  // ignored.
  return offer?.kind === 'ready' ? offer : null;
}

/**
 * Saves the sign-in that was shown to the learner and confirmed. Anything else than that is
 * rejected as `changed`.
 */
export async function takeSignIn(
  writer: StateWriter,
  wanted: Extract<OwnMessage, { type: 'sign-in/take' }>,
): Promise<Replies['sign-in/take']> {
  const { page, base, org, username, searched } = wanted;
  const found = await frontPage(searched);
  const seen = found?.page === page ? await readPage(found, [...OPEN_ITEMS, ...TOKENS]) : null;
  const signedIn = seen && readSignedIn(seen.path, without(seen.items, TOKENS));
  const same = signedIn?.org === org && signedIn.username === username;
  if (!found || !seen || !same || !mayGoTo(found, base)) return fault({ kind: 'changed' });
  const fields = { base, org, username };
  const otherwise = setOtherwise(await readPolicy(), fields);
  if (otherwise) return fault({ kind: 'set-by-organization', field: otherwise });
  if (!(await mayReach(base))) return fault({ kind: 'no-permission' });
  const all = await connections.read();
  const old = all.find((one) => isSameAccount(one, fields));
  const signal = trying(writer, old);
  let first: Fault | undefined;
  for (const token of orderFor(old)) {
    const key = tokenIn(seen.items[token]);
    if (key === null) continue;
    const account = { ...fields, key, scheme: 'Token' } as const;
    const client = createClient(writer, account, signal);
    const answer = await untilCancelled(() => testConnection(client));
    if (answer instanceof RequestCancelled) return fault({ kind: 'stopped' });
    if (answer.ok) {
      const source = { kind: 'sign-in', page, expires: signedIn.ends[token], token } as const;
      const spelled = await untilCancelled(() => spelledUser(client, answer.body));
      if (spelled instanceof RequestCancelled) return fault({ kind: 'stopped' });
      const access = { key, scheme: account.scheme, source };
      const asSpelled = { ...fields, username: spelled };
      const kept = await keepConnection(writer, asSpelled, access, {
        id: old?.id ?? null,
        signal,
      });
      if (!kept) return fault({ kind: 'stopped' });
      await endSearch();
      const schools = await untilCancelled(() => platformsOf(client, spelled));
      // The school's name only informs the learner, so a failure is ignored.
      if ('ok' in schools && schools.ok) await keepSchoolName(writer, fields, schools.body);
      return { ok: true };
    }
    first ??= answer.fault;
    // Only a 401 lets the other token be tried.
    if (!isStatus(answer, 401)) return fault(answer.fault);
  }
  return fault(first ?? { kind: 'unreadable' });
}

const fault = (why: SignInFault) => ({ ok: false, why }) as const;

function mayGoTo({ server }: Front, base: string): boolean {
  return server.kind === 'server' ? server.base === base : server.bases.includes(base);
}

async function offerOf(front: Front, base: string, searched = false): Promise<SignInFront | null> {
  const { page } = front;
  const seen = await readPage(front, OPEN_ITEMS);
  if (!seen) return null;
  const signedIn = readSignedIn(seen.path, seen.items);
  if (!signedIn) return { kind: 'unreadable', page };
  const { org, username, ends } = signedIn;
  if (username === null || seen.tokens.length === 0) return { kind: 'signed-out', page };
  const set = await readPolicy();
  if (
    setOtherwise(set, {
      base,
      org: org ?? set.organization?.value ?? '',
    })
  ) {
    return { kind: 'other-school', page };
  }
  if (org === null) return { kind: 'no-school', page, username };
  const all = await connections.read();
  const old = all.find((one) => isSameAccount(one, { base, org, username }));
  // Whoever asked for a search gets an answer.
  if (old && !searched && !(await needsAnother(old))) return null;
  const token = orderFor(old).find((name) => seen.tokens.includes(name));
  const until = token ? ends[token] : null;
  const renews = old?.connected === true;
  return { kind: 'ready', page, base, org, name: old?.name ?? null, username, until, renews };
}

/**
 * Whether a connection needs another sign-in: it is disconnected or stopped, or its sign-in ends
 * soon.
 */
async function needsAnother({ id, connected, source }: Connection): Promise<boolean> {
  if (!connected || (await healthOf(id).read()).stop) return true;
  return endsSoon(source, Date.now());
}

/**
 * Returns the names of the tokens in the order in which they are tried. The token that worked last
 * time comes first.
 */
function orderFor(old: Connection | undefined): readonly TokenName[] {
  const worked = old?.source.kind === 'sign-in' ? old.source.token : 'dm_token';
  return worked === 'dm_token' ? TOKENS : TOKENS.toReversed();
}

function without(items: PageItems, names: readonly string[]): PageItems {
  return Object.fromEntries(Object.entries(items).filter(([name]) => !names.includes(name)));
}
