import type { Connection, Health } from '../../../lib/store/items/connections.ts';
import type { CourseRecord } from '../../../lib/store/items/outbox-record.ts';
import type { Pauses } from '../../../lib/store/items/pauses.ts';
import type { PendingDelete } from '../../../lib/store/items/pending-deletes.ts';
import type { Erasure } from '../../../lib/store/items/delete-everything.ts';
import type { Settings } from '../../../lib/store/items/settings.ts';
import type { Seen } from '../../../lib/store/items/tabs.ts';
import type { Device } from '../../harness/fake-device.ts';

/* Reads from a browser's storage what the model needs to know about the result of a step. */

const stored = (area: ReadonlyMap<string, unknown>, key: string): unknown =>
  (area.get(key) as { data: unknown } | undefined)?.data;

export const connectionsOf = ({ areas }: Device): readonly Connection[] =>
  (stored(areas.local, 'connections') as Connection[] | undefined) ?? [];

/** Returns the id of the connection to a school, or null if there is none. */
export const connectionId = (device: Device, school: number): string | null =>
  connectionsOf(device)[school]?.id ?? null;

/** Returns the pending deletes at a school. */
export const pendingOf = (device: Device, school: number): readonly PendingDelete[] =>
  ((stored(device.areas.local, 'deletes') as PendingDelete[] | undefined) ?? []).filter(
    (one) => one.connectionId === connectionId(device, school),
  );

/** Returns whether the store says that a server rejected a place of a course, or the key. */
export function isRefused(device: Device, school: number, courseKey: string): boolean {
  const id = connectionId(device, school);
  const { local } = device.areas;
  const record = stored(local, `record:${id}:${courseKey}`) as CourseRecord | undefined;
  const health = stored(local, `health:${id}`) as Health | undefined;
  return [record?.rejected, health?.stop].some((one) => one !== undefined && one !== null);
}

/** Returns the courses that are not followed, and when the waiting place of each is discarded. */
export function neverOf({ areas }: Device): ReadonlyMap<string, number | null> {
  const settings = stored(areas.local, 'settings') as Settings | undefined;
  return new Map(settings?.never.map(({ courseKey, discardAt }) => [courseKey, discardAt]));
}

/** Returns when the pause of everything, or of one course, ends (ms); Infinity without an end. */
export function pauseEndOf({ areas }: Device, course?: string): number {
  const settings = stored(areas.local, 'settings') as Settings | undefined;
  const pauses = stored(areas.local, 'pauses') as Pauses | undefined;
  const single = pauses?.courses.find(({ courseKey }) => courseKey === course);
  return (course === undefined ? settings?.pause : single)?.end?.until ?? Infinity;
}

/** Returns the connection to a school if it is stored as connected, else null. */
export function connectedTo(device: Device, school: number): Connection | null {
  const one = connectionsOf(device)[school];
  return one?.connected === true ? one : null;
}

/** Returns whether Delete everything still has to delete what this browser stores. */
export function isErasingHere({ areas }: Device): boolean {
  const erasure = stored(areas.local, 'erasure') as Erasure | null | undefined;
  return erasure?.here === true && erasure.hereDone === null;
}

/** Returns whether Delete everything is running, or its result is still shown. */
export const isErasureShown = ({ areas }: Device): boolean =>
  ((stored(areas.local, 'erasure') as Erasure | null | undefined) ?? null) !== null;

/** Returns what the tab that reported last shows. */
export function newestSeen({ areas }: Device): Seen | null {
  const tabs = stored(areas.session, 'tabs') as { tabs: { seen: Seen }[] } | undefined;
  return tabs?.tabs.at(-1)?.seen ?? null;
}

interface Written {
  readonly path: string;
  readonly status: number | null;
  readonly body: string | null;
}

/** Returns the writes in the request log. */
export function sentWrites({ areas }: Device): Written[] {
  const slots = [...areas.local].filter(([key]) => key.startsWith('sent:writes:'));
  return slots.map(([, value]) => (value as { data: Written }).data);
}
