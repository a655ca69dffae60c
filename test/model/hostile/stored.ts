import { COURSES, siteOf } from '../rules/campus.ts';
import { connectionId } from '../rules/read-storage.ts';
import type { Health } from '../../../lib/store/items/connections.ts';
import type { CourseRecord } from '../../../lib/store/items/outbox-record.ts';
import type { Device } from '../../harness/fake-device.ts';

/* Reads from a browser's storage what the promises depend on. */

const dataOf = (device: Device, key: string): unknown =>
  (device.areas.local.get(key) as { data: unknown } | undefined)?.data ?? null;

/**
 * Returns why the place of a course did not arrive, for each course where the popup says so.
 * @param withErrors whether courses that Waypoint retries count too
 */
export function stoppedCourses(device: Device, withErrors = false): ReadonlyMap<string, string> {
  const id = connectionId(device, 0);
  const health = dataOf(device, `health:${id}`) as Health | null;
  const reasons = COURSES.flatMap((key): [string, string][] => {
    const record = dataOf(device, `record:${id}:${key}`) as CourseRecord | null;
    const stop = health?.stop ?? record?.rejected ?? (withErrors ? record?.lastError : null);
    return stop ? [[key, JSON.stringify(stop)]] : [];
  });
  return new Map(reasons);
}

/** Returns whether a place waits that nobody rejected and whose account needs no confirmation. */
export function isAnyWaiting(device: Device): boolean {
  const id = connectionId(device, 0);
  const stopped = stoppedCourses(device);
  const accounts = dataOf(device, 'accounts') as Record<string, { other: string | null }> | null;
  return COURSES.some((key, course) => {
    const record = dataOf(device, `record:${id}:${key}`) as CourseRecord | null;
    const isHeld = (accounts?.[siteOf(course)]?.other ?? null) !== null;
    return record !== null && record.pending.length > 0 && !stopped.has(key) && !isHeld;
  });
}

/** Returns whether a disconnect waits until Waypoint's memories are deleted. */
export const isDisconnecting = (device: Device): boolean =>
  dataOf(device, `disconnecting:${connectionId(device, 0)}`) !== null;
