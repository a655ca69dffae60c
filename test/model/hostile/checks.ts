import { erasures } from '../../../lib/store/items/delete-everything.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import type { Device } from '../../harness/fake-device.ts';
import { COURSES, USERS, visitIn } from '../rules/campus.ts';
import { connectedTo, pendingOf } from '../rules/read-storage.ts';
import type { Study } from '../../harness/worker-harness.ts';
import type { Person } from './person.ts';
import type { ServerCase } from './servers.ts';
import { isAnyWaiting, isDisconnecting, stoppedCourses } from './stored.ts';

/* The promises that are checked between two steps and at the end of a history. */

type Say = (sentence: string) => void;

/** Returns whether a place waits that nobody rejected, and no alarm will wake the worker for it. */
export function isAsleep(study: Study, person: Person): boolean {
  const { first } = study;
  const isOff =
    connectedTo(first, 0) === null || isDisconnecting(first) || person.paused() !== 'no';
  return !isOff && first.alarms.size === 0 && isAnyWaiting(first);
}

/** Checks that every request of the learner has ended, with success or failure. */
export async function checkRequestsEnded(device: Device, say: Say): Promise<void> {
  const erasure = await erasures.read();
  if (erasure && erasure.step !== 'over') say('the delete of everything did not end');
  const open = pendingOf(device, 0).filter(({ failed }) => failed === null);
  // Without a key the server cannot be asked. The delete runs when the learner connects again.
  if (open.length > 0 && connectedTo(device, 0)) say('the delete of a course did not end');
  const { disconnecting } = await readOverview();
  // The learner decides about memories that cannot be deleted.
  if (disconnecting && disconnecting.step !== 'over') say('the disconnect did not end');
}

/** Checks that the last place of each course is on the server, or that the popup says why not. */
export function checkLastPlaces({ api, first }: Study, { arrives }: ServerCase, say: Say): void {
  const [{ org, username }] = USERS;
  const texts = api
    .memories(org, username)
    .flatMap(({ entries }) => entries.map(({ value }) => value ?? ''));
  for (const [course, key] of COURSES.entries()) {
    const isThere = texts.some((text) => visitIn(text)?.unit === `last-${course}`);
    if (isThere) continue;
    const why = stoppedCourses(first, !arrives).get(key);
    if (why === undefined)
      say(`the last place of course ${course} did not arrive, and the popup gives no reason`);
    else if (arrives) say(`the last place of course ${course} did not arrive: ${why}`);
  }
}
