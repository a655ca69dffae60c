// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://learning.edx.org/"}
import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { readLocation } from '../../lib/edx/location.ts';
import {
  after,
  alive,
  change,
  clearUnit,
  closePage,
  COURSE_TITLE,
  drawCourse,
  drawUnit,
  go,
  openPage,
  ROOT,
  sequential,
  setTitle,
  show,
  startWatching,
  unitPath,
  vertical,
} from './page.ts';
import { drawCrumbs, RELEASES, type Release } from './pages.ts';

afterEach(closePage);

/** A move of the learner, and how long the app needs for each of its steps. */
interface Move {
  readonly seq: number;
  readonly unit: number;
  /**
   * Whether the address goes to `/first` and then to the unit, as with Next, or to the unit at
   * once.
   */
  readonly marker: boolean;
  readonly render: number;
  /** Time from rendering to the unit's data. */
  readonly fetch: number;
  /**
   * Time from rendering to the title and the breadcrumbs. They come at most a moment after the
   * frame.
   */
  readonly title: number;
  readonly crumbs: number;
  /** Time until the learner moves on. */
  readonly stay: number;
  readonly hide: boolean;
}

const lag = (max: number) => fc.oneof(fc.constant(0), fc.integer({ min: 1, max }));
const move: fc.Arbitrary<Move> = fc.record({
  seq: fc.nat(2),
  unit: fc.nat(1),
  marker: fc.boolean(),
  render: lag(400),
  fetch: lag(600),
  title: lag(900),
  crumbs: lag(900),
  stay: fc.oneof(lag(60), lag(1_500), fc.constant(3_000)),
  hide: fc.boolean(),
});

/**
 * Names of a section and a subsection. Some authors use the bar that joins the parts of a title.
 */
type Naming = (what: 'Week' | 'Lesson', id: string) => string;
const NAMINGS: readonly Naming[] = [
  (what, id) => `${what} ${id}`,
  (what, id) => `${what} | ${id}`,
  (what, id) => (what === 'Week' ? `| ${id}` : `${what} ${id} |`),
];

/** A Learning MFE of some release. It shows what the address says, each step in its own time. */
class App {
  /** The number of the newest move. Steps of older moves are dropped, as React does. */
  #turn = 0;
  #drawn = -1;
  /** The title that waits for an animation frame, which a hidden page does not get. */
  #waiting: (() => void) | null = null;
  /** The newest move whose title was rendered. An older title never comes after it. */
  #titled = 0;
  #crumbed = 0;
  readonly #release: Release;
  readonly #name: Naming;

  constructor(release: Release, name: Naming) {
    this.#release = release;
    this.#name = name;
  }

  move({ seq, unit, marker, render, fetch, title, crumbs }: Move): void {
    this.#turn += 1;
    const mine = this.#turn;
    const current = (): boolean => mine === this.#turn;
    const [id, unitId] = [`s${seq}`, `s${seq}u${unit}`];
    go(marker ? `${ROOT}/${sequential(id)}/first` : unitPath(id, unitId));
    setTimeout(() => {
      if (!current()) return;
      const same = this.#drawn === seq;
      this.#drawn = seq;
      if (!same || marker) change(clearUnit);
      // The data may come after the next move. Then the data is late, as titles are.
      const wait = same ? 0 : fetch;
      setTimeout(() => this.#title(mine, id), Math.min(title, wait + 100));
      setTimeout(() => this.#crumbs(mine, id), Math.min(crumbs, wait + 100));
      setTimeout(() => {
        if (!current()) return;
        if (marker) history.replaceState(null, '', unitPath(id, unitId));
        if (marker) window.navigation.dispatchEvent(new Event('currententrychange'));
        change(() => drawUnit(vertical(unitId), `Unit ${unitId}`));
      }, wait);
    }, render);
  }

  #crumbs(turn: number, id: string): void {
    if (turn < this.#crumbed) return;
    this.#crumbed = turn;
    change(() =>
      drawCrumbs(this.#release.crumbs, this.#name('Week', id), this.#name('Lesson', id)),
    );
  }

  #title(turn: number, id: string): void {
    if (turn < this.#titled || !this.#release.titled) return;
    this.#titled = turn;
    const draw = (): void => {
      if (turn === this.#titled)
        change(() => setTitle(this.#name('Lesson', id), this.#name('Week', id)));
    };
    if (document.visibilityState === 'visible') draw();
    else this.#waiting = draw;
  }

  shown(): void {
    const draw = this.#waiting;
    this.#waiting = null;
    if (draw) setTimeout(draw, 16);
  }
}

const stories = fc.tuple(
  fc.array(move, { minLength: 1, maxLength: 8 }),
  fc.constantFrom(...RELEASES),
  fc.constantFrom(...NAMINGS),
);

test('no title is reported with another unit or subsection, whatever the release, order and timing', () => {
  fc.assert(
    fc.property(stories, fc.nat(2_000), ([moves, release, name], early) => {
      openPage();
      const app = new App(release, name);
      let watched = startWatching();
      let checked = 0;
      const check = (): void => {
        for (const report of watched.reports.slice(checked)) {
          expect(report.kind).toBe('place');
          if (report.kind !== 'place') continue;
          const location = readLocation(report.at);
          const id = location?.subsectionKey?.split('@').at(-1);
          const unit = location?.unitKey?.split('@').at(-1);
          const { unitTitle, sectionTitle, subsectionTitle, courseTitle } = report.titles;
          expect(courseTitle).toBe(COURSE_TITLE);
          if (unitTitle !== undefined) expect(unitTitle).toBe(`Unit ${unit}`);
          if (subsectionTitle !== undefined) expect(subsectionTitle).toBe(name('Lesson', `${id}`));
          if (sectionTitle !== undefined) expect(sectionTitle).toBe(name('Week', `${id}`));
          // A reported unit was shown.
          if (location?.view === 'unit') expect(unitTitle).toBeDefined();
        }
        checked = watched.reports.length;
      };
      setTimeout(() => change(drawCourse), 5);
      after(10);
      watched.reports.length = 0;
      // The script may also start while the app is already moving.
      if (early < 1_000) {
        watched.end();
        setTimeout(() => {
          watched = startWatching();
          checked = 0;
        }, early);
      }
      for (const step of moves) {
        if (step.hide) show('hidden');
        app.move(step);
        after(step.stay);
        if (step.hide) {
          show('visible');
          app.shown();
        }
        check();
      }
      after(20_000);
      check();
      const last = moves.at(-1);
      const id = `s${last?.seq}`;
      const unitTitle = `Unit ${id}u${last?.unit}`;
      expect(watched.last()).toMatchObject({
        kind: 'place',
        at: window.location.origin + unitPath(id, `${id}u${last?.unit}`),
        titles: { courseTitle: COURSE_TITLE, unitTitle },
      });
      // Checks that nothing is left out that the page shows for certain.
      if (release.crumbs !== 'none' || name === NAMINGS[0])
        expect(watched.last()).toHaveProperty('titles.subsectionTitle', name('Lesson', id));
      expect(alive()).toBe(0);
      watched.end();
      closePage();
    }),
    { numRuns: 400 },
  );
});
