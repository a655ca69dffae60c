import { computed, signal } from '@preact/signals';
import type { PendingDelete } from '../../lib/store/items/pending-deletes.ts';
import type { NamedCourse } from '../../lib/domain/followed-courses.ts';
import type { DeleteRequest, OwnMessage } from '../../lib/messages/requests.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { createAction } from '../data/action.ts';
import { courseTitleOf } from '../ui/names.ts';
import type { Live } from '../data/live.ts';
import { seconds } from '../ui/time.tsx';

/** A course of a connection; of all connections if `connectionId` is null. */
export interface CourseThere extends NamedCourse {
  readonly connectionId: string | null;
}

/** Deletes of the same kind, undone together. */
export interface Batch {
  readonly courses: readonly CourseThere[];
  /**
   * `soon`: can be undone for `left` seconds; `now`: being deleted; `late`: the server does not
   * answer; `stop`: the course is unfollowed and nothing is deleted, which can be undone for `left`
   * seconds.
   */
  readonly state: 'soon' | 'now' | 'late' | 'stop';
  readonly left: number;
}

/** How long a delete takes at most, unless the server does not answer (ms). */
const ON_ITS_WAY = 15_000;

function stateOf(one: PendingDelete, now: number): Batch['state'] {
  const { attempts, due } = one;
  if (attempts > 0 || now > due + ON_ITS_WAY) return 'late';
  return now < due ? 'soon' : 'now';
}

export function createPendingDeletes(overview: Live<Overview>) {
  const { act: send, noAnswer } = createAction(overview.refresh);
  /** True if the last action was an undo that came after a delete. */
  const tooLate = signal(false);
  /**
   * Where the focus goes when the button that had it is gone: 'undo', or the key of the course whose
   * row is back.
   */
  const focus = signal<string | null>(null);
  /** Titles of the courses whose rows may have left the list. */
  const titles = new Map<string, string>();

  const open = computed(() => {
    const now = overview.value.value;
    const here = now?.all.map(({ connection }) => connection.id);
    return (now?.pendingDeletes ?? []).filter(
      ({ connectionId, failed }) => here?.includes(connectionId) && failed === null,
    );
  });

  /** Unfollows that are not part of a delete, as Undo of such a delete follows the course again. */
  const unfollows = computed(() => {
    const deleted = new Set(open.value.filter(({ stops }) => stops).map((one) => one.courseKey));
    const never = overview.value.value?.never ?? [];
    return never.flatMap(({ courseKey, title, discardAt: due }) =>
      due === null || deleted.has(courseKey) ? [] : [{ courseKey, title, due }],
    );
  });

  const batches = computed<readonly Batch[]>(() => {
    // The clock ticks only while there is something to count.
    if (open.value.length === 0 && unfollows.value.length === 0) return [];
    const now = seconds.value;
    const all = [
      ...open.value.map((one) =>
        Object.assign(named(one), { state: stateOf(one, now), due: one.due }),
      ),
      ...unfollows.value
        .filter(({ due }) => now < due)
        .map((one) => Object.assign({ connectionId: null, state: 'stop' as const }, one)),
    ];
    return (['soon', 'now', 'late', 'stop'] as const).flatMap((state) => {
      const courses = all.filter((one) => one.state === state);
      if (courses.length === 0) return [];
      const left = Math.ceil((Math.min(...courses.map(({ due }) => due)) - now) / 1000);
      return [{ state, left, courses }];
    });
  });

  function named({ connectionId, courseKey }: PendingDelete): CourseThere {
    const there = overview.value.value?.all.find(
      ({ connection }) => connection.id === connectionId,
    );
    const record = there?.records.get(courseKey);
    const title = titles.get(courseKey) ?? courseTitleOf(courseKey, record, null);
    return { connectionId, courseKey, title };
  }

  async function act(message: OwnMessage): Promise<void> {
    tooLate.value = (await send(message)) === false;
  }

  return {
    batches,
    noAnswer,
    tooLate,
    focus,
    async delete(request: DeleteRequest & { readonly connectionId: string }): Promise<void> {
      for (const { courseKey, title } of request.courses) titles.set(courseKey, title);
      focus.value = 'undo';
      await act({ type: 'memory/delete', ...request, courses: [...request.courses] });
    },
    /** Repeats a delete that the server refused, with the same choices. */
    async again(course: NamedCourse, failed: PendingDelete): Promise<void> {
      const { connectionId, ours, edx, stops: stop } = failed;
      const [waypoint, school] = [ours !== null, edx !== null];
      await this.delete({ connectionId, courses: [course], waypoint, school, stop });
    },
    async undo(courses: readonly CourseThere[]): Promise<void> {
      if (courses[0]) focus.value = courses[0].courseKey;
      for (const [connectionId, some] of Map.groupBy(courses, (one) => one.connectionId)) {
        const keys = some.map(({ courseKey }) => courseKey);
        if (connectionId !== null) await act({ type: 'memory/undo', connectionId, courses: keys });
        else for (const courseKey of keys) await act({ type: 'course/follow', courseKey });
      }
    },
    /** Unfollows a course and deletes nothing on the server. */
    async never(course: NamedCourse): Promise<void> {
      await act({ type: 'course/never', ...course });
    },
    async follow(courseKey: string): Promise<void> {
      await act({ type: 'course/follow', courseKey });
    },
  };
}
export type PendingDeletesModel = ReturnType<typeof createPendingDeletes>;
