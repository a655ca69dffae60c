import { DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { DEFAULT_BASE } from '../../../lib/ibl/account/hosts.ts';
import { entryText } from '../../../lib/domain/entry-text.ts';
import { visitedWith } from '../../../lib/background/outbox/outbox-record.ts';
import { EMPTY_RECORD, type CourseRecord } from '../../../lib/store/items/outbox-record.ts';
import type { Place } from '../../../lib/edx/place.ts';

/** How long the client waits before it tries again (ms). */
const RETRY_WAIT = 5_000;

/**
 * Creates a client that writes every change of the page at once, in order, each until it has arrived.
 * The comparison is fair: the client writes the same texts as Waypoint, creates a memory only once,
 * remembers the ids, and sends one request for a change.
 */
export function createEveryChangeClient(
  reach: (url: string, init: RequestInit) => Promise<Response>,
) {
  const entries = new Map<string, string>();
  const user = `${DEFAULT_BASE}/api/ai-mentor/orgs/${DEMO_ORG}/users/ada`;
  const headers = { Authorization: `Api-Token ${DEMO_KEY}`, 'Content-Type': 'application/json' };
  const courses = new Map<string, CourseRecord>();
  const waiting: Place[] = [];
  let working: Promise<void> | null = null;

  async function post(path: string, body: unknown): Promise<unknown> {
    const answer = await reach(user + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return await answer.json();
  }

  async function write(place: Place): Promise<void> {
    const before = courses.get(place.courseKey) ?? EMPTY_RECORD;
    const record = { ...before, visited: visitedWith(before, place) };
    courses.set(place.courseKey, record);
    const value = entryText(place, record.visited);
    const entry = { key: 'current_location', value };
    const known = entries.get(place.courseKey);
    if (known !== undefined) {
      await post(`/memory-entries/${known}/`, entry);
      return;
    }
    const name = await memoryName(place.courseKey);
    const course = { catalog_item_type: 'course', catalog_item_id: place.courseKey };
    const made = await post('/memories/', {
      mode: 'all',
      name,
      platform: DEMO_ORG,
      entries: [entry],
      ...course,
    });
    const page = made as { results: { name: string; entries: { unique_id: string }[] }[] };
    const id = page.results.find((one) => one.name === name)?.entries[0]?.unique_id;
    if (id !== undefined) entries.set(place.courseKey, id);
  }

  async function work(): Promise<void> {
    for (let place = waiting[0]; place; place = waiting[0]) {
      try {
        await write(place);
        waiting.shift();
      } catch {
        await new Promise((done) => setTimeout(done, RETRY_WAIT));
      }
    }
    working = null;
  }

  return {
    changes(place: Place): void {
      waiting.push(place);
      working ??= work();
    },
  };
}
