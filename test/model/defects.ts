/* Each real defect that the histories, or a search for similar ones, found; and the test that keeps it
 * from coming back. `npm run faults` prints the list. */

export interface Defect {
  readonly defect: string;
  /** A test file. */
  readonly file: string;
  /** The title of a test in it, or the part of the title that stands between quotation marks there. */
  readonly test: string;
}

const heldBy = (file: string, test: string, defect: string): Defect => ({
  defect,
  file: `test/${file}.test.ts`,
  test,
});

export const DEFECTS: readonly Defect[] = [
  heldBy(
    'background/outbox/send-guard',
    'when the page turned out to be an exam and was closed before Waypoint asked it',
    'Waypoint sent a place whose page turned out to be an exam, once its tab was closed.',
  ),
  heldBy(
    'background/outbox/send-guard',
    'about a page that turned out to be an exam after a try, not even as the unit before',
    'Waypoint kept the title of an exam page in its list of previous units.',
  ),
  heldBy(
    'background/outbox/send-guard',
    'more in the middle of a send once %s',
    'Waypoint did not check between the requests of a send whether it may still send.',
  ),
  heldBy(
    'background/outbox/nothing-is-lost',
    'saves the next place after an update was answered with an unrelated 200',
    'Waypoint took an answer that showed another text for a successful write.',
  ),
  heldBy(
    'background/connections/connect-with-key',
    'to another school loses no pending place, wherever the worker is stopped',
    'Waypoint lost waiting places when the worker was stopped while another user connected.',
  ),
  heldBy(
    'background/outbox/send-place',
    'costs no request after a glance at another course if neither has anything new',
    'Waypoint sent a place again after a glance at another course.',
  ),
  heldBy(
    'background/outbox/send-guard',
    'from a page that is blocked %s, and sends the place before it instead',
    'Waypoint lost the earlier place when it withdrew a place whose page must not be read.',
  ),
  heldBy(
    'background/actions',
    'delays a delete for as long as Retry-After asks',
    'Deletes ignored Retry-After.',
  ),
  heldBy(
    'background/actions',
    'does not carry out a delete that is undone while its memory is read',
    'Waypoint deleted a memory though the learner undid the delete while the memory was read.',
  ),
  heldBy(
    'background/actions',
    'carries out a delete after reconnecting if the learner disconnected while its memory was read',
    'A delete continued with its next request after the learner had disconnected.',
  ),
  heldBy(
    'model/decisive-histories',
    'the worker is stopped as soon as its alarm wakes it',
    'Nothing woke a worker again that was stopped as soon as its alarm woke it.',
  ),
  heldBy(
    'background/outbox/server-variants',
    'keep one memory',
    'Two devices that created a memory at the same moment left two memories for one course.',
  ),
  heldBy(
    'background/outbox/server-variants',
    'lose no place when a duplicate cannot be removed at once',
    'Waypoint lost a place with its duplicate memory when that could not be removed at once.',
  ),
  heldBy(
    'background/stop-during-requests.all',
    'of a delete, a place that is opened after the delete is saved',
    'After a stop, Waypoint discarded a place that was opened after its course had been deleted.',
  ),
  heldBy(
    'background/stop-during-requests.all',
    'of %s, Undo follows the course again',
    'After a stop between two writes, Undo did not follow a course again.',
  ),
  heldBy(
    'background/stop-during-requests.all',
    'of saving a new key, the pending place is sent once the key is stored',
    'After a stop while a new key was saved, the connection stayed stopped by the old key.',
  ),
  heldBy(
    'background/deletes/run-deletes',
    'keeps its places if it is followed again before the delete',
    'Waypoint discarded the waiting place of a course though the course was followed again in time.',
  ),
  heldBy(
    'background/following/unfollow-course',
    'a place that a closed tab showed meanwhile is not sent after the course is followed again',
    'When the learner connected, Waypoint queued a place seen while its course was not followed.',
  ),
  heldBy(
    'background/following/unfollow-course',
    'Waypoint discards the pending place if %s meanwhile',
    'A waiting place of a course that was just unfollowed moved to another school and stayed there.',
  ),
  heldBy(
    'background/outbox/late-places',
    'treats a place that was seen long before connecting as late',
    'A place seen long before it was queued overwrote a newer place of another device.',
  ),
  heldBy(
    'background/outbox/outbox-record',
    'stays if something older is sent',
    'Waypoint discarded a fallback place when it sent an older place.',
  ),
  heldBy(
    'background/connections/arrange-connections.property',
    'each site is in one connection, no account is there twice, and no pending place is lost or misplaced',
    'A fallback place moved to a school that does not have its site.',
  ),
  heldBy(
    'background/deletes/run-deletes',
    'that is %s, the place is saved again',
    'A place counted as saved after its delete was half done and then undone or requested again.',
  ),
  heldBy(
    'background/outbox/enqueue',
    'queues the place in front for another school too, if the worker is stopped anywhere and the server fails at the retry',
    'After a stop just after another user was stored, Waypoint did not queue the place in front.',
  ),
  heldBy(
    'background/outbox/enqueue',
    'does not queue the place of an older tab if the newer one was closed and its course followed again',
    'The place of an older tab overwrote the newer place of a closed tab.',
  ),
  heldBy(
    'background/outbox/nothing-is-lost',
    'sends a newer place that arrives while the one before is rejected',
    'Waypoint did not send a place that came while the server rejected the one before.',
  ),
  heldBy(
    'background/silent-browser',
    'stops every send when its page has lost its content script',
    'Waypoint sent a place during an exam whose page had lost its content script.',
  ),
  heldBy(
    'background/silent-browser',
    'is remembered after the learner deletes everything and connects again',
    'After Delete everything and a new connection, Waypoint sent places while an open tab showed an exam.',
  ),
  heldBy(
    'background/outbox/server-answers-places.all',
    'looking in the list',
    'Waypoint asked a server that repeated an empty page for 50 pages each time.',
  ),
  heldBy(
    'background/outbox/enqueue',
    'does not queue the place in front again after connecting, if it was sent just before',
    'Waypoint queued the place in front again at each connect, though it had just sent it.',
  ),
];

/** Returns the list for a terminal. */
export const listOf = (defects: readonly Defect[]): string =>
  defects.map(({ defect, file, test }) => `${defect}\n    ${file}: ${test}`).join('\n');
