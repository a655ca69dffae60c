import { askedToWait, classify } from '../ibl/fault.ts';
import type { Answer, Fault } from '../ibl/http.ts';
import { connections, type Connection } from '../store/connections.ts';
import type { Erasure, ErasePart, EraseReason } from '../store/erasure.ts';
import { wireOf } from './connection.ts';
import { forgetErased } from './erase-here.ts';
import { listOf, type Target } from './erase-list.ts';
import { change, failed, gone, partId, stays, type OfAccount } from './erase-state.ts';
import { knownMemories } from './known-memories.ts';
import type { Ledger } from './ledger.ts';

/* The delete of everything on the servers: each part that is asked for, at each connection. */

const NOBODY: OfAccount = { id: '', org: '', username: '' };

export async function eraseServers(ledger: Ledger, wish: Erasure): Promise<void> {
  const parts = [wish.waypoint && 'waypoint', wish.school && 'school'] as const;
  // Connections that cannot be read are no reason to keep what is here.
  const all = await connections.read().catch(() => null);
  for (const part of parts) {
    if (!part) continue;
    if (!all)
      await failed(ledger, { account: NOBODY, part, what: null }, { kind: 'not-connected' });
    for (const connection of all ?? []) await erasePart(ledger, wish, connection, part);
  }
}

/** Lists, deletes what is listed, and lists again: until there is nothing left that can be deleted. */
async function erasePart(
  ledger: Ledger,
  { finished, since }: Erasure,
  connection: Connection,
  part: ErasePart,
): Promise<void> {
  const { id, org, username } = connection;
  const account = { id, org, username };
  const done = partId(account, part);
  if (finished.includes(done)) return;
  const fail = (what: string | null, reason: EraseReason) =>
    failed(ledger, { account, part, what }, reason);
  const wire = await wireOf(connection, ledger);
  if (!wire) return await fail(null, { kind: 'not-connected' });
  const known = await knownMemories(id);
  const passed = new Set<Target['id']>();
  const went = new Set<Target['id']>();
  let inARow = 0;
  for (let round = 0; ; round += 1) {
    const list = await persist(() => listOf(wire, part, known));
    if (!list.ok) return await fail(null, reasonOf(list.fault));
    const { hopeless } = list.body;
    const targets = list.body.targets.filter((one) => !passed.has(one.id));
    if (round === 0) for (const { what, reason } of hopeless) await fail(what, reason);
    if (targets.length === 0) {
      const there = list.body.targets.filter((one) => went.has(one.id));
      for (const { courseKey } of there) await stays(ledger, { account, part, what: courseKey });
      // Nothing that is listed is left to try, and what is not listed may still be there.
      if (!list.body.whole) return await fail(null, { kind: 'not-whole' });
      break;
    }
    await change(ledger, (old) => old && { ...old, found: old.found + targets.length });
    for (const target of targets) {
      passed.add(target.id);
      const answer = await persist(() => target.remove());
      if (answer.ok) {
        inARow = 0;
        went.add(target.id);
        await gone(ledger, { account, part, what: target.courseKey });
        continue;
      }
      await fail(target.courseKey, reasonOf(answer.fault));
      inARow += 1;
      // The rest would end the same way, each after as long a wait.
      if (isOfAll(answer.fault) || inARow === MOST_IN_A_ROW) {
        return await fail(null, reasonOf(answer.fault));
      }
    }
  }
  await forgetErased(ledger, id, part, since);
  await change(ledger, (old) => old && { ...old, finished: [...old.finished, done] });
}

const MOST_IN_A_ROW = 3;

/** Between the tries of a request that may work the next time (ms). */
const PAUSES = [2_000, 8_000];
/** A server that wants more is not waited for: the learner tries again. */
const LONGEST_ASKED = 30_000;

async function persist<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (const pause of PAUSES) {
    const answer = await ask();
    if (answer.ok || classify(answer.fault) !== 'retry') return answer;
    const asked = askedToWait(answer.fault);
    if (asked > LONGEST_ASKED) return answer;
    await new Promise((done) => setTimeout(done, Math.max(pause, asked)));
  }
  return await ask();
}

/** Whether a fault has nothing to do with the one row. */
function isOfAll(fault: Fault): boolean {
  if (classify(fault) === 'auth') return true;
  if (fault.kind === 'status') return fault.status === 429;
  return classify(fault) === 'retry' && fault.kind !== 'not-ibl';
}

function reasonOf(fault: Fault): EraseReason {
  if (fault.kind === 'status') {
    return { kind: 'status', status: fault.status, words: fault.words };
  }
  if (fault.kind === 'intermediary') return { kind: fault.kind, status: fault.status };
  return { kind: fault.kind };
}
