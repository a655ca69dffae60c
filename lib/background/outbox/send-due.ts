import { blockedSites } from '../../store/items/accounts.ts';
import { healthOf, type Connection } from '../../store/items/connections.ts';
import { isErasing } from '../../store/items/delete-everything.ts';
import { waitingIn, type CourseRecord } from '../../store/items/outbox-record.ts';
import { readRecords } from '../../store/items/outbox-records.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { examTabs } from '../tabs/ask-tab.ts';
import { takesPlaces } from '../../domain/connections.ts';
import { clientOf } from '../state/api-client.ts';
import { mayReach } from '../../domain/permissions.ts';
import { coursesNotSent } from '../../domain/followed-courses.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { LONGEST_WAIT, sendAt } from '../../domain/retry-timing.ts';
import { sendPlace } from './send-place.ts';
import { isEverythingPaused, pausedSites } from '../../domain/pauses.ts';

/** How often (ms) Waypoint checks whether an exam that blocks all sends is over. */
const EXAM_CHECK = 30_000;

/**
 * Sends what is due for one connection, one request at a time. Returns when there is more to do
 * (ms), or null.
 */
export async function sendDue(
  writer: StateWriter,
  connection: Connection,
  skipBackoff: boolean,
): Promise<number | null> {
  if ((await isEverythingPaused()) || !(await takesPlaces(connection.id))) return null;
  const client = await clientOf(connection, writer);
  if (!client) {
    const stop = { reason: 'no-key', words: '', at: Date.now() } as const;
    await writer.health(connection.id, (old) => (old.stop ? old : { ...old, stop }));
    return null;
  }
  const tried = new Set<string>();
  for (;;) {
    const next = await nextRecord(connection, tried, skipBackoff);
    if (!next || (await isEverythingPaused())) return null;
    if (!(await takesPlaces(connection.id))) return null;
    // The key changed, or all requests were cancelled: start again with what is stored by then.
    if (client.signal?.aborted) return Date.now();
    // The learner asked to delete everything meanwhile. The delete runs first, and then this job
    // again.
    if (await isErasing()) return null;
    if (next.due > Date.now()) return next.due;
    // The browser tells Waypoint when access is back. This check is for a browser that fails to do
    // so.
    if (!(await mayReach(connection.base))) return Date.now() + LONGEST_WAIT;
    const { still, left } = await examTabs((await tabsSeen.read()).tabs);
    for (const tabId of left) await writer.forgetTab(tabId);
    if (still.length > 0) return Date.now() + EXAM_CHECK;
    tried.add(next.courseKey);
    const waiting = waitingIn(next.record);
    const isExam = waiting && (await sendPlace({ writer, connection, client, ...next, waiting }));
    if (isExam) return Date.now() + EXAM_CHECK;
  }
}

interface Next {
  readonly courseKey: string;
  readonly record: CourseRecord;
  readonly due: number;
}

async function nextRecord(
  connection: Connection,
  tried: ReadonlySet<string>,
  skipBackoff: boolean,
): Promise<Next | null> {
  const health = await healthOf(connection.id).read();
  if (health.stop) return null;
  const notSent = await coursesNotSent(connection.id);
  const blocked = new Set([...(await blockedSites()), ...(await pausedSites())]);
  const now = Date.now();
  const all: Next[] = [];
  for (const [courseKey, record] of await readRecords(connection.id)) {
    if (notSent.has(courseKey) || blocked.has(waitingIn(record)?.place.site ?? '')) continue;
    const due = sendAt(record, health, { now, skipBackoff: skipBackoff && !tried.has(courseKey) });
    if (due !== null) all.push({ courseKey, record, due });
  }
  all.sort((a, b) => a.due - b.due);
  return all[0] ?? null;
}
