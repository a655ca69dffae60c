/* What the histories, and looking for more like them, found wrong in sending; and the test that holds
 * each from then on. `npm run faults` prints it. */

export interface Defect {
  readonly defect: string;
  /** A file of tests, and how one in it begins. */
  readonly file: string;
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
    'when the page turned out to be an exam, and was closed before it was asked',
    'A place whose page turned out to be refused was sent once its tab was closed.',
  ),
  heldBy(
    'background/outbox/send-guard',
    'also not as a unit before, when the page turned out to be an exam after a try',
    'The title of a refused page stayed among the units before.',
  ),
  heldBy(
    'background/outbox/send-guard',
    'any more in the middle of a send, once %s',
    'Between the requests of a send nothing looked whether it may still go on.',
  ),
  heldBy(
    'background/outbox/nothing-is-lost',
    'when an update is answered with a yes that says something else',
    'A yes that shows another text counted as written.',
  ),
  heldBy(
    'background/connections/connect-with-key',
    'to another school, with the worker stopped anywhere in it: nothing that waits is lost',
    'A worker that was stopped while another user was connected lost what waited.',
  ),
  heldBy(
    'background/outbox/send-place',
    'a glance at another course and back, with nothing new in either, costs nothing',
    'A glance at another course had the first one sent again.',
  ),
  heldBy(
    'background/outbox/send-guard',
    'of a page that is refused %s, and what waited before it is sent after all',
    'A page that was refused after it was noted took the place along that had waited before it.',
  ),
  heldBy(
    'background/actions',
    'a delete waits as long as the server asks for with Retry-After',
    'Deletes did not heed Retry-After.',
  ),
  heldBy(
    'background/actions',
    'a delete that is undone while its memory is read is not carried out',
    'A delete was carried out though it was undone while its memory was read.',
  ),
  heldBy(
    'background/actions',
    'a delete whose memory is read while the learner disconnects waits for the next time',
    'A delete went on with its next request after the learner had disconnected.',
  ),
  heldBy(
    'model/decisive-histories',
    'a worker that is stopped as soon as the alarm behind its timer woke it',
    'A worker that was stopped as soon as its alarm woke it was never woken again.',
  ),
  heldBy(
    'background/outbox/server-variants',
    'keep one memory',
    'Two devices that created at the same moment left two memories for a course.',
  ),
  heldBy(
    'background/outbox/server-variants',
    'lose no place when a duplicate cannot be removed at once',
    'A place was lost with the memory made for it, when that had to give way and could not at once.',
  ),
  heldBy(
    'background/stop-during-requests',
    'of a delete: what is opened once it is gone is kept',
    'What was opened once a course was deleted was forgotten with it, after a stop.',
  ),
  heldBy(
    'background/stop-during-requests',
    'of %s: Undo follows it again',
    'A stop between two writes left a course for good: Undo did not know of it.',
  ),
  heldBy(
    'background/stop-during-requests',
    'of saving a new key: once it is stored, what waits is sent',
    'A stop while a new key was saved left the refusal of the old one.',
  ),
  heldBy(
    'background/deletes/run-deletes',
    'is not forgotten when it is followed again before that was carried out',
    'What waited of a course was forgotten though it was followed again in time.',
  ),
  heldBy(
    'background/following/unfollow-course',
    'a place that a closed tab showed meanwhile is not sent after the course is followed again',
    'What was seen of a course while it was not followed was noted at the next connecting.',
  ),
  heldBy(
    'background/following/unfollow-course',
    'Waypoint discards what waits when %s meanwhile',
    'What waits of a course that was just left went along to another school, and stayed there.',
  ),
  heldBy(
    'background/outbox/late-places',
    'a place that was seen long before a connection was there is late too',
    'A place seen long before it could be noted was written over a newer one of another device.',
  ),
  heldBy(
    'background/outbox/outbox-record',
    'stays if something older is sent',
    'What a page without a name replaced was let go with something older that was sent.',
  ),
  heldBy(
    'background/connections/arrange-connections.property',
    'each site is in one connection, no account twice, and no waiting place is lost or misplaced',
    'A place that was set aside went along to a school that has not its site.',
  ),
  heldBy(
    'background/deletes/run-deletes',
    'and that is %s, the place is saved again',
    'A delete that was asked for anew, or taken back, halfway left a place that counted as saved.',
  ),
  heldBy(
    'background/outbox/enqueue',
    'of another school too, with the worker stopped anywhere and the server away when it is asked again',
    'A stop just after another user was stored left out the place in front of the learner.',
  ),
  heldBy(
    'background/outbox/enqueue',
    'an older tab is not taken for it, when the one after it is closed and forgotten',
    'The place of an older tab was written over the newer one of a tab that was closed.',
  ),
  heldBy(
    'background/outbox/nothing-is-lost',
    'when a newer place comes while the one before is being refused: it is tried',
    'A place that came while the one before was being refused was held as if it were refused too.',
  ),
  heldBy(
    'background/silent-browser',
    'holds everything back when it has lost its reader',
    'An exam whose page had lost its reader counted as over, and another place was sent.',
  ),
  heldBy(
    'background/silent-browser',
    'is remembered when everything is deleted, and the learner connects again',
    'Delete everything forgot the exam in an open tab, and places were sent after the next connecting.',
  ),
  heldBy(
    'background/outbox/server-answers-places',
    'looking in the list',
    'A server that repeated a page of nothing was asked for 50 pages at each look.',
  ),
  heldBy(
    'background/outbox/enqueue',
    'does not queue the place in front again after connecting, if it was sent just before',
    'The place in front was queued again at each connecting, though it had just been sent.',
  ),
];

/** The list, for a terminal. */
export const listOf = (defects: readonly Defect[]): string =>
  defects.map(({ defect, file, test }) => `${defect}\n    ${file}: ${test}`).join('\n');
