import {
  demonstration,
  plainCourses,
  unitPlaces,
  unitUrl,
  type UnitPlace,
} from '../fake-openedx/courses.ts';
import { until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';
import type { Stage } from './session.ts';

/* The options page's parts about the past: the journey, and what is stored. */

const DAY = 86_400_000;
/** No unit of an exam: Waypoint never records one. */
const ALL = [demonstration, ...plainCourses.slice(0, 2)]
  .flatMap(unitPlaces)
  .filter(({ subsection }) => subsection.examMinutes === undefined);

/** Stores twelve weeks of study as if they had taken place. */
export async function noteWeeks({ driver }: Stage): Promise<void> {
  const days: Record<string, unknown> = {};
  for (let back = 83; back >= 0; back -= 1) {
    const count = (back * 7) % 5;
    if (count === 0 || back % 9 > 5) continue;
    const noon = new Date(Date.now() - back * DAY);
    noon.setUTCHours(12, 0, 0, 0);
    const data = Array.from({ length: count }, (_, i) => {
      const place = ALL[(back * 3 + i) % ALL.length];
      if (!place) throw new Error('The demo has no courses.');
      return visitOf(place, noon.getTime() + i * 600_000);
    });
    days[`journal:${noon.toISOString().slice(0, 10)}`] = { v: 1, data };
  }
  await driver.inBackground(`browser.storage.local.set(${JSON.stringify(days)})`);
}

const visitOf = ({ course, section, subsection, unit }: UnitPlace, at: number) => {
  const url = unitUrl(course, unit);
  return {
    site: new URL(url).origin,
    courseKey: course.key,
    courseTitle: course.title,
    sectionTitle: section.title,
    subsectionTitle: subsection.title,
    unitTitle: unit.title,
    subsectionKey: subsection.key,
    unitKey: unit.key,
    view: 'unit',
    url,
    seenAt: new Date(at).toISOString(),
  };
};

export const journey = [
  scene(
    ['options-journey-empty', 'options-journey', 'options-journey-table', 'memory-glance'],
    async (stage, show) => {
      const empty = await stage.options('history');
      await show('options-journey-empty', empty);
      await noteWeeks(stage);
      const page = await stage.options('history');
      await until(() => page.evaluate(() => document.querySelector('.calendar') !== null));
      await show('options-journey', page);
      await press(page, 'Show as a table');
      await show('options-journey-table', page);
      await show('memory-glance', await stage.popup('Memory'));
    },
  ),
];
