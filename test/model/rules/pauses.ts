/* What is paused in a browser, and until when. */

/** Creates a browser without a pause. The end of a pause is a time (ms), Infinity without an end. */
export function createPauses() {
  let all: number | null = null;
  const courses = new Map<number, number>();
  const holds = (end: number | null | undefined) =>
    end !== null && end !== undefined && Date.now() < end;
  const over = () => [...courses].flatMap(([course, end]) => (holds(end) ? [] : [course]));

  return {
    everything: () => holds(all),
    course: (course: number) => holds(courses.get(course)),
    courses: () => [...courses.keys()],
    pauseAll: (end: number) => void (all = end),
    resumeAll: () => void (all = null),
    pauseCourse: (course: number, end: number) => void courses.set(course, end),
    resumeCourse: (course: number) => void courses.delete(course),
    /** Returns whether the end of a course's pause has passed and nothing followed from it yet. */
    hasEndedCourse: () => over().length > 0,
    /** Drops the pauses that are over. Returns whether there was one. */
    dropEnded(): boolean {
      const isOver = all !== null && !holds(all);
      if (isOver) all = null;
      const ended = over();
      for (const course of ended) courses.delete(course);
      return isOver || ended.length > 0;
    },
  };
}
