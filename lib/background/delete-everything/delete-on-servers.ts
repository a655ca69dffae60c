import { askedToWait, classify, isOfAll } from '../../ibl/client/classify-fault.ts';
import type { Answer, Fault } from '../../ibl/client/types.ts';
import type { Connection } from '../../store/items/connections.ts';
import type { Erasure, ErasePart, EraseReason } from '../../store/items/delete-everything.ts';
import { clientOf } from '../state/api-client.ts';
import { forgetErased } from './delete-in-browser.ts';
import { listOf, type Target } from './list-rows.ts';
import { unless } from '../../shared/unless-aborted.ts';
import { LONGEST, partId, partsOf, type Erasing } from './progress.ts';
import { knownMemories } from '../state/known-memories.ts';
import { cancelledIn, pause } from '../scheduler/under-way.ts';

/* Deletes on the servers: each part that the learner asked for, at each connection. */

/** `stopped`: by the learner; `late`: it took too long. */
export type EraseEnd = 'done' | 'stopped' | 'late';

/**
 * Deletes the requested parts on all servers, within a time limit.
 * @param signal ends the delete
 */
export async function deleteOnServers(
  { writer, progress }: Erasing,
  erasure: Erasure,
  signal: AbortSignal,
): Promise<EraseEnd> {
  let isLate = false;
  const giveUp = () => {
    isLate = true;
    writer.underWay.end(progress.job);
  };
  const timer = setTimeout(giveUp, Math.min(erasure.until - Date.now(), LONGEST));
  try {
    await unless(signal, eraseParts({ writer, progress }, erasure, signal));
    return 'done';
  } catch (error) {
    cancelledIn(error);
    return isLate ? 'late' : 'stopped';
  } finally {
    clearTimeout(timer);
  }
}

async function eraseParts(erasing: Erasing, erasure: Erasure, signal: AbortSignal): Promise<void> {
  const { progress } = erasing;
  const all = await progress.connections();
  for (const { account, part } of partsOf(erasure, all)) {
    const connection = all?.find(({ id }) => id === account.id);
    if (connection) await erasePart(erasing, erasure, { connection, part, signal });
    else await progress.failed({ account, part, what: null }, { kind: 'not-connected' });
  }
}

interface Part {
  readonly connection: Connection;
  readonly part: ErasePart;
  readonly signal: AbortSignal;
}

/**
 * Deletes one part at one connection. Rejects if the whole delete was ended. If only this
 * connection lost its key, stores that it failed.
 */
async function erasePart(erasing: Erasing, erasure: Erasure, one: Part): Promise<void> {
  try {
    await eraseRows(erasing, erasure, one);
  } catch (error) {
    cancelledIn(error);
    one.signal.throwIfAborted();
    const { id, org, username } = one.connection;
    const row = { account: { id, org, username }, part: one.part, what: null };
    await erasing.progress.failed(row, { kind: 'not-connected' });
  }
}

/**
 * How many rounds of deletes there are. Each round also deletes the rows that came during the last
 * one.
 */
const MOST_ROUNDS = 3;

/** Lists rows, deletes them, and lists again until there is nothing left that can be deleted. */
async function eraseRows(
  { writer, progress }: Erasing,
  { finished, since }: Erasure,
  { connection, part, signal }: Part,
): Promise<void> {
  const { id, org, username } = connection;
  const account = { id, org, username };
  const done = partId(account, part);
  if (finished.includes(done)) return;
  const fail = (what: string | null, reason: EraseReason) =>
    progress.failed({ account, part, what }, reason);
  signal.throwIfAborted();
  await progress.begins(done);
  const client = await clientOf(connection, writer, progress.job);
  if (!client) return await fail(null, { kind: 'not-connected' });
  const known = await knownMemories(id);
  const passed = new Set<Target['id']>();
  const went = new Set<Target['id']>();
  let inARow = 0;
  for (let round = 0; ; round += 1) {
    const list = await persist(signal, () => listOf(client, part, known));
    if (!list.ok) return await fail(null, reasonOf(list.fault));
    const { undeletable } = list.body;
    const targets = list.body.targets.filter((one) => !passed.has(one.id));
    if (round === 0) for (const { what, reason } of undeletable) await fail(what, reason);
    if (targets.length === 0) {
      const there = list.body.targets.filter((one) => went.has(one.id));
      for (const { courseKey } of there) await progress.stays({ account, part, what: courseKey });
      // No listed row is left to try, but a row that is not listed may still be there.
      if (!list.body.whole) return await fail(null, { kind: 'not-whole' });
      break;
    }
    if (round === MOST_ROUNDS) {
      const courses = new Set(targets.map(({ courseKey }) => courseKey));
      for (const courseKey of courses) await fail(courseKey, { kind: 'anew' });
      break;
    }
    await progress.change((old) => old && { ...old, found: old.found + targets.length });
    for (const target of targets) {
      passed.add(target.id);
      const answer = await persist(signal, () => target.remove());
      if (answer.ok) {
        inARow = 0;
        went.add(target.id);
        await progress.gone({ account, part, what: target.courseKey });
        continue;
      }
      await fail(target.courseKey, reasonOf(answer.fault));
      inARow += 1;
      // The rest would fail in the same way, each row after an equally long wait.
      if (isOfAll(answer.fault) || inARow === MOST_IN_A_ROW) {
        return await fail(null, reasonOf(answer.fault));
      }
    }
  }
  await forgetErased({ writer, progress }, id, part, since);
  await progress.change((old) => old && { ...old, finished: [...old.finished, done] });
}

const MOST_IN_A_ROW = 3;

/** Waits (ms) between the tries of a request that may work the next time. */
const PAUSES = [2_000, 8_000];
/**
 * The longest Retry-After (ms) that Waypoint waits for. After a longer one, the learner tries
 * again.
 */
const LONGEST_ASKED = 30_000;

async function persist<T>(signal: AbortSignal, ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (const wait of PAUSES) {
    const answer = await ask();
    if (answer.ok || classify(answer.fault) !== 'retry') return answer;
    const asked = askedToWait(answer.fault);
    if (asked > LONGEST_ASKED) return answer;
    await pause(Math.max(wait, asked), signal);
  }
  return await ask();
}

function reasonOf(fault: Fault): EraseReason {
  if (fault.kind === 'status') {
    return { kind: 'status', status: fault.status, words: fault.words };
  }
  if (fault.kind === 'intermediary') return { kind: fault.kind, status: fault.status };
  return { kind: fault.kind };
}
