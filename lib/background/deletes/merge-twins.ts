import { allMemories } from '../../ibl/memories/all-memories.ts';
import { removeTwins } from '../../ibl/memories/find-memory.ts';
import { twinsIn } from '../../ibl/memories/list-memories.ts';
import { classify } from '../../ibl/client/classify-fault.ts';
import type { ApiClient, Fault } from '../../ibl/client/types.ts';
import { healthOf, type Connection } from '../../store/items/connections.ts';
import { isErasing } from '../../store/items/delete-everything.ts';
import { coursesBeingDeleted, deletes } from '../../store/items/pending-deletes.ts';
import { isExam, tabsSeen } from '../../store/items/tabs.ts';
import { takesPlaces } from '../../domain/connections.ts';
import { coursesNotSent } from '../../domain/followed-courses.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';
import { mayReach } from '../../domain/permissions.ts';
import { heldUntil } from '../../domain/retry-timing.ts';
import { stopConnection } from '../outbox/stop-connection.ts';
import { RequestCancelled, untilCancelled } from '../scheduler/under-way.ts';
import { clientOf } from '../state/api-client.ts';
import { knownMemories } from '../state/known-memories.ts';
import type { StateWriter } from '../state/state-writer.ts';

/** How often Waypoint tries, each time on an occasion that comes anyway, until the next list. */
const MOST_TRIES = 4;

/** How many memories one try removes. */
const AT_A_TIME = 20;

/**
 * Leaves only the newest memory of each course, after a list showed several of Waypoint's for one
 * course. Reads the list again first: nothing else is sent over the connection meanwhile, so the
 * newest memory is the one that was written last.
 */
export async function mergeTwins(writer: StateWriter, connection: Connection): Promise<void> {
  const { id } = connection;
  const health = await healthOf(id).read();
  const { twins, stop } = health;
  if (twins === undefined || stop || heldUntil(health, Date.now()) > Date.now()) return;
  if (!(await mayMerge(connection))) return;
  const client = await clientOf(connection, writer);
  if (!client) return;
  const store = (tries: number | null) =>
    writer.health(id, ({ twins: before, ...old }) =>
      before === undefined || tries === null || tries >= MOST_TRIES
        ? old
        : { ...old, twins: tries },
    );
  // Stored first, so that a worker that is stopped meanwhile has tried once.
  await store(twins + 1);
  const careful: ApiClient = {
    ...client,
    beforeRequest: async () => {
      if (!(await mayMerge(connection))) throw new RequestCancelled(false);
    },
  };
  const fault = await untilCancelled(() => merge(careful, id));
  if (fault instanceof RequestCancelled) return;
  if (fault) await stopConnection(writer, id, fault);
  else await store(null);
}

/** Whether Waypoint may delete on its own at this connection now. */
async function mayMerge({ id, base }: Connection): Promise<boolean> {
  if ((await isEverythingPaused()) || (await isErasing()) || !(await takesPlaces(id))) return false;
  // A delete removes all memories of its course, and can still be undone.
  if (coursesBeingDeleted(await deletes.read(), id).size > 0) return false;
  const { tabs } = await tabsSeen.read();
  return !tabs.some(({ seen }) => isExam(seen)) && (await mayReach(base));
}

/** Returns null when done, or the fault after which another try may help. */
async function merge(client: ApiClient, id: string): Promise<Fault | null> {
  const known = (await knownMemories(id)).map(({ courseKey }) => courseKey);
  const list = await allMemories(client, known.map(asKey));
  if (!list.ok) return classify(list.fault) === 'rejected' ? null : list.fault;
  for (const twin of twinsIn(list.body.rows).slice(0, AT_A_TIME)) {
    // Nothing is written about a course that is paused or not followed, and nothing is deleted.
    if ((await coursesNotSent(id)).has(twin.courseKey)) continue;
    const trouble = await removeTwins(client, [twin]);
    if (trouble) return trouble.fault;
  }
  return null;
}

/** A course key by which a row can be recognised, and nothing that would be looked for. */
const asKey = (courseKey: string) => ({ courseKey, id: null, isSent: false });
