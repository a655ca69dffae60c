import type { ReplyTo } from '../../../lib/messages/replies.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import type { Device } from '../../harness/fake-device.ts';
import { COURSES } from './campus.ts';
import { UNDO_TIME } from './limits.ts';
import { connectionId, neverOf, pendingOf } from './read-storage.ts';
import type { Rules } from './rules.ts';
import { SCHOOLS, type Schools } from './schools.ts';
import type { Wish } from './steps.ts';

/* What a learner wishes of a course: that it is deleted, or not followed any more, and the ways back. */

export interface Hands {
  /** Asks the worker, as often as it takes. */
  readonly ask: <M extends OwnMessage>(
    message: M,
    taken?: (reply: ReplyTo<M>) => void,
  ) => Promise<void>;
  /** The page in front says where the learner is. */
  readonly readAgain: () => Promise<void>;
}

export function createWishes(device: Device, schools: Schools, { ask, readAgain }: Hands) {
  const { browser } = schools;

  /** A delete that is asked for anew or taken back had its first part carried out already. */
  function leavesHalf(rules: Rules, course: number): void {
    if (!rules.state.deletes.get(course)?.done.has('ours')) return;
    Object.assign(rules.course(course), { vague: true, doubt: true });
  }

  async function remove(course: number, { what = 'all', stop = false }: Wish): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    const school = schools.ownerOf(course);
    const rules = schools.at(school);
    const connection = { connectionId: connectionId(device, school) ?? '' };
    await ask({ type: 'memory/list', ...connection });
    const due = Date.now() + UNDO_TIME;
    const before = new Set(neverOf(device));
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
        const never = neverOf(device).has(courseKey);
        if (never !== before.has(courseKey) && !stop) rules.say('a course was left unasked');
        if (stop && studied && !never) rules.say(`course ${course} was not left`);
        // Undo has to know, whenever the worker was stopped.
        if (never && !before.has(courseKey) && !mine?.stops) rules.say('it was left for good');
        if (never) browser.never.add(course);
        // An older one, which may be put off already, stays when there is nothing (more) to delete.
        if (!mine || mine.due < due || mine.attempts > 0) return;
        const { stops } = mine;
        const parts = { ours: mine.ours !== null, school: mine.edx !== null };
        const rest = { done: new Set<never>(), missed: false, due, attempts: 0, failed: false };
        leavesHalf(rules, course);
        rules.state.deletes.set(course, { ...parts, stops, ...rest });
      },
    );
  }

  /** "Not followed" on the options page: nothing is deleted on a server, at no school. */
  async function leave(course: number): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    const due = Date.now() + UNDO_TIME;
    const before = neverOf(device).has(courseKey);
    const old = SCHOOLS.map((school) => {
      const { state, ...rules } = schools.at(school);
      const { waits, written, doubt, vague } = rules.course(course);
      const studied = (waits !== null || written !== null) && !doubt && !vague;
      return { known: state.deletes.get(course), studied };
    });
    await ask({ type: 'course/never', courseKey, title: courseKey }, () => {
      if (!neverOf(device).has(courseKey)) schools.of(course).say(`course ${course} was not left`);
      browser.never.add(course);
      if (before) return;
      for (const school of SCHOOLS) {
        const { state, say } = schools.at(school);
        const { known, studied } = old[school] ?? {};
        const mine = pendingOf(device, school).find((one) => one.courseKey === courseKey);
        if (!mine) {
          // A stopped worker may have taken so long that it is forgotten already.
          if (studied && Date.now() < due) say(`course ${course} was left for good`);
          continue;
        }
        if (!mine.stops) {
          // What was never studied here is only not followed: a delete of the school's row stays as it is.
          if (studied) say(`Undo would not follow course ${course} again`);
          continue;
        }
        if (known && state.deletes.has(course)) {
          state.deletes.set(course, { ...known, stops: true });
          continue;
        }
        if (mine.due < due) say(`what waits of course ${course} would be forgotten early`);
        const rest = { done: new Set<never>(), missed: false, attempts: 0, failed: false };
        const bare = { ours: false, school: false, stops: true };
        state.deletes.set(course, { ...bare, ...rest, due: mine.due });
      }
    });
  }

  async function undo(course: number): Promise<void> {
    const school = schools.ownerOf(course);
    const { state, say } = schools.at(school);
    const courseKey = COURSES[course] ?? '';
    leavesHalf(schools.at(school), course);
    const back = state.deletes.get(course)?.stops === true;
    state.deletes.delete(course);
    const others = back ? isBack(course) : [];
    const connection = connectionId(device, school) ?? '';
    await ask({ type: 'memory/undo', courses: [courseKey], connectionId: connection }, (inTime) => {
      if (!neverOf(device).has(courseKey)) return;
      if (back && inTime) say(`Undo did not follow course ${course} again`);
      browser.never.add(course);
    });
    for (const after of others) after(!browser.never.has(course));
    if (browser.never.has(course)) return;
    if (back && !browser.paused) await readAgain();
  }

  /**
   * A course is followed again. What was seen meanwhile in tabs that are gone is forgotten. Deletes go on,
   * and what is bare of them is over. What is given back is to be called once it is known whether so.
   */
  function isBack(course: number): ((really: boolean) => void)[] {
    browser.never.delete(course);
    schools.turnsTo(null);
    return schools.all.map(({ state, course: courseOf }) => {
      const pending = state.deletes.get(course);
      if (!pending?.stops) return () => undefined;
      const isBare = !pending.ours && !pending.school;
      if (isBare) state.deletes.delete(course);
      return (really) => {
        if (!really) state.deletes.set(course, pending);
        else if (!isBare && state.deletes.has(course)) {
          state.deletes.set(course, { ...pending, stops: false });
        }
        // It took so long that the course may have been forgotten before.
        if (really && isBare && Date.now() >= pending.due) {
          Object.assign(courseOf(course), { vague: true, doubt: true });
        }
      };
    });
  }

  async function follow(course: number): Promise<void> {
    const after = isBack(course);
    await ask({ type: 'course/follow', courseKey: COURSES[course] ?? '' });
    for (const act of after) act(true);
    if (neverOf(device).has(COURSES[course] ?? '')) {
      schools.of(course).say(`course ${course} is not followed`);
    }
    if (!browser.paused) await readAgain();
  }

  /** A course by itself. What was seen meanwhile in tabs that are gone is forgotten when it is resumed. */
  async function pause(course: number, paused: boolean): Promise<void> {
    if (!paused) {
      browser.rests.delete(course);
      schools.turnsTo(null);
    }
    const courseKey = COURSES[course] ?? '';
    await ask({ type: 'course/pause', courseKey, title: courseKey, paused }, () => {
      if (paused) browser.rests.add(course);
    });
    if (!paused && !browser.paused) await readAgain();
  }

  return { remove, leave, undo, follow, pause };
}
