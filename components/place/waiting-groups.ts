import type { ConnectionState, Overview } from '../../lib/domain/overview.ts';
import type { Status } from '../../lib/domain/place-status.ts';
import { allWaiting, type Waiting } from '../../lib/domain/waiting-places.ts';
import type { Place } from '../../lib/edx/place.ts';
import type { StatusWords } from './status-types.ts';
import { isUsual, wordsOfWait, wordsOfWaits } from './waiting-text.ts';

/* Which waiting places the Now tab lists, and under which reasons, so that it says no reason twice. */

/** Waiting places with the same reason. */
export interface Group {
  /** The reason; null if the status line has said it. */
  readonly words: StatusWords | null;
  readonly places: readonly Waiting[];
}

/** What the Now tab shows besides the waiting places. */
export interface Shown {
  readonly status: Status;
  /** The place in front, and the connection that it goes to. */
  readonly here: Place | null;
  readonly school: string | null;
}

/**
 * Whether a school needs a message of its own, because it has stopped or could not delete
 * everything, and no other message says so.
 */
export function isInTrouble({
  connection,
  health,
  reach,
  disconnecting,
}: ConnectionState): boolean {
  if (!connection.connected) return false;
  return disconnecting ? disconnecting.step === 'over' : health.stop !== null || !reach;
}

/** Returns the places that wait at a school because of its trouble. */
export const heldAt = (overview: Overview, id: string): Waiting[] =>
  allWaiting(overview).filter(
    ({ connection, why }) => connection.id === id && why.kind === 'school',
  );

/** Returns the waiting places that no other message of the Now tab names, each reason once. */
export function groupsOf(overview: Overview, shown: Shown, now: number): Group[] {
  const { status, here, school } = shown;
  const told = new Set(
    overview.paused
      ? []
      : overview.all
          .filter((one) => one.connection.id !== school && isInTrouble(one))
          .flatMap(({ connection }) => heldAt(overview, connection.id).map(keyOf)),
  );
  const groups = new Map<string, Waiting[]>();
  for (const one of allWaiting(overview)) {
    const { connection, place, why, since } = one;
    const isSaid = saysWhy(shown, one, now);
    const isHere =
      connection.id === school &&
      place.courseKey === here?.courseKey &&
      place.unitKey === here.unitKey;
    if (told.has(keyOf(one)) || (isHere && (isSaid || status.kind === 'waiting'))) continue;
    if (!isSaid && isUsual(why, since, now)) continue;
    const reason = isSaid ? '' : reasonOf(one, now);
    groups.set(reason, [...(groups.get(reason) ?? []), one]);
  }
  return Array.from(groups, ([reason, places]) => ({
    places,
    words: reason === '' ? null : wordsOfWaits(places, now),
  }));
}

const keyOf = ({ connection, courseKey }: Waiting): string => `${connection.id} ${courseKey}`;

/** Kinds of a status that says why nothing is sent from anywhere, or nothing to the school. */
const EVERYWHERE: ReadonlySet<Status['kind']> = new Set(['paused', 'no-room']);
const AT_SCHOOL: ReadonlySet<Status['kind']> = new Set([
  'not-connected',
  'no-access',
  'stopped',
  'disconnecting',
]);

/** Whether the status line says why a place waits. */
function saysWhy({ status, school }: Shown, one: Waiting, now: number): boolean {
  const { why, connection } = one;
  if (EVERYWHERE.has(status.kind)) return true;
  if (AT_SCHOOL.has(status.kind)) return why.kind === 'school' && connection.id === school;
  if (status.kind === 'another-account') return why.kind === 'account' && why.site === status.site;
  if (status.kind !== 'waiting' || isUsual(status.why, status.since, now)) return false;
  const like = { ...one, why: status.why, since: status.since };
  return reasonOf(like, now) === reasonOf(one, now);
}

/** Returns what two places with the same reason have in common. */
function reasonOf({ why, since }: Waiting, now: number): string {
  const { line, serverWords, actions } = wordsOfWait(why, since, now);
  return JSON.stringify([line.text, line.values, serverWords, actions]);
}
