import type { ReplyTo } from '../../../lib/messages/replies.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import type { PauseLength } from '../../../lib/shared/pause-length.ts';
import type { Device } from '../../harness/fake-device.ts';
import { COURSES } from './campus.ts';
import { UNDO_TIME } from './limits.ts';
import { connectionId, neverOf, pauseEndOf, pendingOf } from './read-storage.ts';
import type { Rules } from './rules.ts';
import type { Schools } from './schools.ts';
import type { DeleteRequest } from './steps.ts';

/* What a learner can do with a course: delete, unfollow or pause it, and undo that. */

export interface LearnerActions {
  /** Sends a message until a worker has answered it. */
  readonly ask: <M extends OwnMessage>(
    message: M,
    onAccepted?: (reply: ReplyTo<M>) => void,
  ) => Promise<void>;
  /** Makes the page in front report again where the learner is. */
  readonly readAgain: () => Promise<void>;
}

export function createCourseSteps(
  device: Device,
  schools: Schools,
  { ask, readAgain }: LearnerActions,
) {
  const { browser } = schools;

  /** Records that a delete was requested again or undone after its first part was done. */
  function markHalfDeleted(rules: Rules, course: number): void {
    if (!rules.state.deletes.get(course)?.done.has('ours')) return;
    Object.assign(rules.course(course), { vague: true, doubt: true });
  }

  async function remove(
    course: number,
    { what = 'all', stop = false }: DeleteRequest,
  ): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    const school = schools.ownerOf(course);
    const rules = schools.at(school);
    const connection = { connectionId: connectionId(device, school) ?? '' };
    await ask({ type: 'memory/list', ...connection });
    const due = Date.now() + UNDO_TIME;
    const before = neverOf(device);
    // The learner can unfollow a course that is certainly studied here.
    const { waits, written, doubt, vague } = rules.course(course);
    const studied = (waits !== null || written !== null) && !doubt && !vague;
    await ask(
      {
        type: 'memory/delete',
        ...connection,
        courses: [{ courseKey, title: courseKey }],
        waypoint: what !== 'school',
        school: what !== 'ours',
        stop,
      },
      () => {
        const mine = pendingOf(device, school).find((one) => one.courseKey === courseKey);
        const discardAt = neverOf(device).get(courseKey);
        const never = discardAt !== undefined;
        if (never !== before.has(courseKey) && !stop)
          rules.say('a course was unfollowed though nobody asked for it');
        if (stop && studied && !never) rules.say(`course ${course} was not unfollowed`);
        // Undo must know of the unfollow, no matter when the worker was stopped.
        const isNew = never && !before.has(courseKey);
        const isNewDelete = mine !== undefined && mine.due >= due && mine.attempts === 0;
        if (isNew && isNewDelete && !mine.stops)
          rules.say('Undo would not follow the course again');
        if (isNew && discardAt === null && Date.now() < due)
          rules.say('an unfollowed course lost its place before its undo time was over');
        if (never) recordUnfollowed(course, discardAt);
        // An older delete, perhaps postponed already, stays if there is nothing more to delete.
        if (!isNewDelete) return;
        const { stops } = mine;
        const parts = { ours: mine.ours !== null, school: mine.edx !== null };
        const rest = { done: new Set<never>(), missed: false, due, attempts: 0, failed: false };
        markHalfDeleted(rules, course);
        rules.state.deletes.set(course, { ...parts, stops, ...rest });
      },
    );
  }

  /** Records that a course is certainly not followed. */
  function recordUnfollowed(course: number, discardAt: number | null): void {
    if (browser.never.has(course)) return;
    browser.never.set(course, discardAt);
    // If the worker was stopped and took long, the waiting place is discarded already.
    if (discardAt === null) markMaybeDiscarded(course);
  }

  function markMaybeDiscarded(course: number): void {
    for (const rules of schools.all) {
      const { waits, written } = rules.course(course);
      if (waits || written) Object.assign(rules.course(course), { vague: true, doubt: true });
    }
  }

  /** Unfollows a course on the options page. No server deletes anything. */
  async function unfollow(course: number): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    const due = Date.now() + UNDO_TIME;
    const before = neverOf(device).has(courseKey);
    const studied = schools.all.some((rules) => {
      const { waits, written, doubt, vague } = rules.course(course);
      return (waits !== null || written !== null) && !doubt && !vague;
    });
    await ask({ type: 'course/never', courseKey, title: courseKey }, () => {
      const discardAt = neverOf(device).get(courseKey);
      const say = (what: string) => schools.of(course).say(`course ${course} ${what}`);
      if (discardAt === undefined) return say('was not unfollowed');
      if (!before && studied && discardAt === null && Date.now() < due)
        say('lost its place before its undo time was over');
      if (!before && discardAt !== null && discardAt < due)
        say('would lose its place before its undo time is over');
      recordUnfollowed(course, discardAt);
    });
  }

  async function undo(course: number): Promise<void> {
    const school = schools.ownerOf(course);
    const { state, say } = schools.at(school);
    const courseKey = COURSES[course] ?? '';
    markHalfDeleted(schools.at(school), course);
    const back = state.deletes.get(course)?.stops === true;
    state.deletes.delete(course);
    const after = back ? markFollowed(course) : null;
    const connection = connectionId(device, school) ?? '';
    let isStill = false;
    await ask({ type: 'memory/undo', courses: [courseKey], connectionId: connection }, (inTime) => {
      isStill = neverOf(device).has(courseKey);
      if (back && inTime && isStill) say(`Undo did not follow course ${course} again`);
    });
    after?.(!isStill);
    if (back && !isStill && !browser.paused) await readAgain();
  }

  /**
   * Records that a course is followed again. Places seen meanwhile in closed tabs are not recorded, and
   * deletes continue. The caller calls the returned function when it knows whether the course is followed.
   */
  function markFollowed(course: number): (really: boolean) => void {
    const discardAt = browser.never.get(course) ?? null;
    browser.never.delete(course);
    schools.setFront(null);
    return (really) => {
      if (!really) {
        browser.never.set(course, discardAt);
        return;
      }
      for (const { state } of schools.all) {
        const pending = state.deletes.get(course);
        if (pending) state.deletes.set(course, { ...pending, stops: false });
      }
      // If that took long, the waiting place may have been discarded before.
      if (discardAt !== null && Date.now() >= Math.floor(discardAt)) markMaybeDiscarded(course);
    };
  }

  async function follow(course: number): Promise<void> {
    const after = markFollowed(course);
    await ask({ type: 'course/follow', courseKey: COURSES[course] ?? '' });
    after(true);
    if (neverOf(device).has(COURSES[course] ?? '')) {
      schools.of(course).say(`course ${course} is not followed`);
    }
    if (!browser.paused) await readAgain();
  }

  async function pause(course: number, length: PauseLength): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    await ask({ type: 'course/pause', courseKey, title: courseKey, paused: true, length }, () =>
      browser.pauses.pauseCourse(course, pauseEndOf(device, courseKey)),
    );
  }

  /** Resumes one course. Places seen meanwhile in closed tabs are not recorded. */
  async function resume(course: number): Promise<void> {
    browser.pauses.resumeCourse(course);
    schools.setFront(null);
    const courseKey = COURSES[course] ?? '';
    await ask({ type: 'course/pause', courseKey, title: courseKey, paused: false });
    if (!browser.paused) await readAgain();
  }

  return { remove, unfollow, undo, follow, pause, resume };
}
