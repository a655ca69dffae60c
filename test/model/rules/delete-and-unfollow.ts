import type { ReplyTo } from '../../../lib/messages/replies.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import type { Device } from '../../harness/fake-device.ts';
import { COURSES } from './campus.ts';
import { UNDO_TIME } from './limits.ts';
import { connectionId, neverOf, pendingOf } from './read-storage.ts';
import type { Rules } from './rules.ts';
import type { Schools } from './schools.ts';
import type { DeleteRequest } from './steps.ts';

/* What a learner wishes of a course: that it is deleted, or not followed any more, and the ways back. */

export interface LearnerActions {
  /** Asks the worker, as often as it takes. */
  readonly ask: <M extends OwnMessage>(
    message: M,
    onAccepted?: (reply: ReplyTo<M>) => void,
  ) => Promise<void>;
  /** The page in front says where the learner is. */
  readonly readAgain: () => Promise<void>;
}

export function createCourseSteps(
  device: Device,
  schools: Schools,
  { ask, readAgain }: LearnerActions,
) {
  const { browser } = schools;

  /** A delete that is asked for anew or taken back had its first part carried out already. */
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
    // What is surely studied here can be left.
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
        if (never !== before.has(courseKey) && !stop) rules.say('a course was left unasked');
        if (stop && studied && !never) rules.say(`course ${course} was not left`);
        // Undo has to know, whenever the worker was stopped.
        const isNew = never && !before.has(courseKey);
        const isNewDelete = mine !== undefined && mine.due >= due && mine.attempts === 0;
        if (isNew && isNewDelete && !mine.stops) rules.say('Undo would not follow it again');
        if (isNew && discardAt === null && Date.now() < due) rules.say('it was left for good');
        if (never) recordUnfollowed(course, discardAt);
        // An older one, which may be put off already, stays when there is nothing (more) to delete.
        if (!isNewDelete) return;
        const { stops } = mine;
        const parts = { ours: mine.ours !== null, school: mine.edx !== null };
        const rest = { done: new Set<never>(), missed: false, due, attempts: 0, failed: false };
        markHalfDeleted(rules, course);
        rules.state.deletes.set(course, { ...parts, stops, ...rest });
      },
    );
  }

  /** A course is surely not followed any more. */
  function recordUnfollowed(course: number, discardAt: number | null): void {
    if (browser.never.has(course)) return;
    browser.never.set(course, discardAt);
    // A stopped worker may have taken so long that what waited is discarded already.
    if (discardAt === null) markMaybeDiscarded(course);
  }

  function markMaybeDiscarded(course: number): void {
    for (const rules of schools.all) {
      const { waits, written } = rules.course(course);
      if (waits || written) Object.assign(rules.course(course), { vague: true, doubt: true });
    }
  }

  /** "Not followed" on the options page: nothing is deleted on a server, at no school. */
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
      if (discardAt === undefined) return say('was not left');
      if (!before && studied && discardAt === null && Date.now() < due) say('was left for good');
      if (!before && discardAt !== null && discardAt < due) say('would be forgotten early');
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
    const after = back ? followsAgain(course) : null;
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
   * A course is followed again. What was seen meanwhile in tabs that are gone is forgotten. Deletes go on.
   * What is given back is to be called once it is known whether so.
   */
  function followsAgain(course: number): (really: boolean) => void {
    const discardAt = browser.never.get(course) ?? null;
    browser.never.delete(course);
    schools.setsFront(null);
    return (really) => {
      if (!really) {
        browser.never.set(course, discardAt);
        return;
      }
      for (const { state } of schools.all) {
        const pending = state.deletes.get(course);
        if (pending) state.deletes.set(course, { ...pending, stops: false });
      }
      // It took so long that what waited may have been discarded before.
      if (discardAt !== null && Date.now() >= Math.floor(discardAt)) markMaybeDiscarded(course);
    };
  }

  async function follow(course: number): Promise<void> {
    const after = followsAgain(course);
    await ask({ type: 'course/follow', courseKey: COURSES[course] ?? '' });
    after(true);
    if (neverOf(device).has(COURSES[course] ?? '')) {
      schools.of(course).say(`course ${course} is not followed`);
    }
    if (!browser.paused) await readAgain();
  }

  /** A course by itself. What was seen meanwhile in tabs that are gone is forgotten when it is resumed. */
  async function pause(course: number, paused: boolean): Promise<void> {
    if (!paused) {
      browser.pausedCourses.delete(course);
      schools.setsFront(null);
    }
    const courseKey = COURSES[course] ?? '';
    await ask({ type: 'course/pause', courseKey, title: courseKey, paused }, () => {
      if (paused) browser.pausedCourses.add(course);
    });
    if (!paused && !browser.paused) await readAgain();
  }

  return { remove, unfollow, undo, follow, pause };
}
