import { createAnswers } from './answer.ts';
import { createAsks } from './ask.ts';
import { createBook, type Browser } from './model-state.ts';
import { COURSES, same } from './campus.ts';
import { createDeletes } from './deletes.ts';
import { createMoves } from './moves.ts';
import { LONG } from './limits.ts';
import { createNews } from './is-news.ts';
import { createPlaces } from './places.ts';
import { createRests } from './settled.ts';

/*
 * The rules of sending beside the real code: what one browser may ask of one school at a moment. What
 * a stopped worker may or may not have stored is not known here; then the model allows both.
 */

export type Rules = ReturnType<typeof createRules>;

export function createRules(chance: number, broken: (sentence: string) => void, browser: Browser) {
  const book = createBook(chance, broken, browser);
  const news = createNews(book);
  const answers = createAnswers(book, news);
  const { state, courses, course } = book;
  const { isNoNews, putAside } = news;

  /** Courses of which a place surely waits that may be sent at some time without anybody's help. */
  function waiting(): number[] {
    if (!state.connected || browser.paused || state.stopped || state.unsure) return [];
    return [...courses].flatMap(([number, one]) => {
      const { waits, stopped, doubt, vague } = one;
      const pending = state.deletes.get(number);
      const off = browser.never.has(number) || browser.rests.has(number);
      const deleted = (pending && !pending.failed) || off;
      const held = stopped || doubt || vague || deleted || one.created;
      const known = waits && browser.front !== null && !isNoNews(number, waits);
      // Whether another course was written since may not be known.
      const back = waits && one.before !== null && same(waits.visit, one.before);
      const maybe = back === true || (state.lastCourse === null && one.written !== null);
      return known && !held && !maybe ? [number] : [];
    });
  }

  /** Whether what waits for a course may have to be read first. */
  function isLate(number: number, now: number): boolean {
    const { waits } = course(number);
    return waits !== null && now - waits.at > LONG;
  }

  /**
   * A sendDue at once: waits after failures do not hold it. One that runs is followed by another, in which
   * a course that is seen only until then has its turn too.
   */
  function hurries(): void {
    for (const number of COURSES.keys()) {
      state.eager.set(number, Math.min(2, (state.eager.get(number) ?? 0) + 1));
    }
  }

  return {
    state,
    say: broken,
    course,
    putAside,
    asks: createAsks(book, news, answers),
    answered: answers.answered,
    ...createPlaces(book, news),
    ...createDeletes(book),
    ...createMoves(book, news),
    ...createRests(book, answers),
    waiting,
    isLate,
    hurries,
    /** The send that is on its way, if any. */
    sending: () => (book.send && !book.send.over ? book.send : null),
    /** Places that may have been written for a user before another one was connected. */
    formerly: (user: number) =>
      book.former.filter((one) => one.user === user).map(({ visit }) => visit),
  };
}
