import { store } from '../../store/core/storage-area.ts';
import { memoryName } from '../../ibl/memories/memory-name.ts';
import { accounts } from '../../store/items/accounts.ts';
import { memoryListOf, replaceCopy } from '../../store/items/server-cache.ts';
import { connections, healthOf } from '../../store/items/connections.ts';
import { coursesInJournal, removeFromJournal } from '../../store/logs/journal.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { readRecords, removeRecords, writeRecords } from '../../store/items/outbox-records.ts';
import { removeFromRequestLog, type LoggedRequest } from '../../store/logs/request-log.ts';
import { sites, type Site } from '../../store/items/sites.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { forgetTabs } from './pause.ts';
import { withPending } from '../outbox/withdraw-place.ts';
import { jobOfSite } from '../scheduler/under-way.ts';

/*
 * Deletes everything in this browser that names places of a site that is not followed any more.
 * The site is stored with the mark `forget`, so that any worker can finish the job.
 */

/** Deletes the data of the sites that are marked for it. Doing so twice changes nothing more. */
export async function forgetSites(writer: StateWriter): Promise<void> {
  for (const { origin, forget } of await sites.read()) {
    if (forget) await forgetSite(writer, origin);
  }
}

async function forgetSite(writer: StateWriter, origin: string): Promise<void> {
  writer.underWay.end(jobOfSite(origin));
  await forgetTabs(writer, origin);
  await writer.alone(async () => {
    const all = await connections.read();
    const ids = all.map(({ id }) => id);
    const courses = await coursesOf(ids, origin);
    await removeFromRequestLog(await namer(origin, courses));
    for (const id of ids) await forgetCopies(id, origin, courses);
    await removeDamaged(origin);
    const { [origin]: _, ...others } = await accounts.read();
    await accounts.write(others);
    // Records and journal go last, because they tell which courses belong to the site.
    for (const id of ids) await forgetInRecords(id, origin);
    await removeFromJournal(origin);
    await sites.write((await sites.read()).map((one) => (one.origin === origin ? done(one) : one)));
  });
}

function done({ origin, addedAt, state }: Site): Site {
  return { origin, addedAt, state };
}

/** Returns the courses that the learner visited on the site. */
async function coursesOf(ids: readonly string[], origin: string): Promise<ReadonlySet<string>> {
  const courses = new Set(await coursesInJournal(origin));
  for (const id of ids) {
    for (const [courseKey, record] of await readRecords(id)) {
      if (withoutSite(record, origin) !== record) courses.add(courseKey);
    }
  }
  return courses;
}

/**
 * Returns a check of whether a request names the site or one of its courses, in any of the ways in
 * which requests write them.
 */
async function namer(origin: string, courses: ReadonlySet<string>) {
  const names = [`${origin}/`];
  for (const key of courses) names.push(key, encodeURIComponent(key), await memoryName(key));
  return ({ path, body }: LoggedRequest) =>
    names.some((name) => path.includes(name) || body?.includes(name) === true);
}

/**
 * Removes copies of what the server has about the site. If the last course written is one of the
 * site's, clears that, too.
 */
async function forgetCopies(
  id: string,
  origin: string,
  courses: ReadonlySet<string>,
): Promise<void> {
  const item = memoryListOf(id);
  const list = await item.read();
  const rows = list?.rows.filter(
    ({ courseKey, ours }) => !courses.has(courseKey) && ours?.text.includes(`${origin}/`) !== true,
  );
  if (list && rows && rows.length < list.rows.length) await replaceCopy(item, { ...list, rows });
  const health = await healthOf(id).read();
  if (health.lastCourse !== null && courses.has(health.lastCourse)) {
    await healthOf(id).write({ ...health, lastCourse: null });
  }
}

/** Removes copies of unreadable items that name the site. */
async function removeDamaged(origin: string): Promise<void> {
  for (const area of [store.local, store.session]) {
    const all = Object.entries(await area.get(null));
    const theirs = all.flatMap(([key, value]) =>
      key.startsWith('damaged:') && JSON.stringify(value).includes(origin) ? [key] : [],
    );
    if (theirs.length > 0) await area.remove(theirs);
  }
}

async function forgetInRecords(id: string, origin: string): Promise<void> {
  const changed = [];
  const empty: string[] = [];
  for (const [courseKey, old] of await readRecords(id)) {
    const record = withoutSite(old, origin);
    const { pending, lastSent, visited, newerElsewhere } = record;
    const isEmpty = pending.length + visited.length === 0 && !lastSent && !newerElsewhere;
    if (isEmpty) empty.push(courseKey);
    else if (record !== old) changed.push({ connectionId: id, courseKey, record });
  }
  if (changed.length > 0) await writeRecords(changed);
  if (empty.length > 0) await removeRecords(id, empty);
}

/**
 * Returns the record without what belongs to the site; the same object if nothing does. What waits
 * and was visited on other sites stays. A sent text also names the units before it, so it goes with
 * any of them, and the next place is sent whatever was sent before.
 */
function withoutSite(record: CourseRecord, origin: string): CourseRecord {
  const elsewhere = record.pending.filter(({ place }) => place.site !== origin);
  const left = withPending(record, elsewhere);
  const visited = left.visited.filter(({ site }) => site !== undefined && site !== origin);
  const texts = [...record.unconfirmed, ...(record.lastSent ? [record.lastSent.text] : [])];
  const isNamed = texts.some((text) => text.includes(`${origin}/`));
  if (left === record && visited.length === record.visited.length && !isNamed) return record;
  return { ...left, visited, lastSent: null, newerElsewhere: null, unconfirmed: [] };
}
