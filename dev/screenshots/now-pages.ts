import { setTimeout as sleep } from 'node:timers/promises';
import {
  courseUrl,
  demonstration,
  examination,
  LEARNING_ORIGIN,
  plainCourses,
  unitAt,
  unitPlaces,
  unitUrl,
  type Course,
} from '../fake-openedx/courses.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';
import { layOut } from './session.ts';

/* The Now tab while nothing is wrong: what it says about each kind of page. */

const exam = unitPlaces(examination).find(({ subsection }) => subsection.examMinutes);
if (!exam) throw new Error('The demo course has no exam.');
const [second, third] = plainCourses as [Course, Course];
const START = unitUrl(demonstration, unitAt(demonstration, 0).unit);

export const nowPages = [
  scene(
    ['now-not-connected', 'now-waits-for-connection'],
    async (stage, show) => {
      await show('now-not-connected', await stage.now(/Not connected/));
      await stage.study(unitAt(demonstration, 1));
      await show('now-waits-for-connection', await stage.now(/Not connected/));
    },
    false,
  ),
  scene(
    ['now-no-course', 'now-not-a-unit', 'now-unknown-course', 'now-authoring', 'now-staff'],
    async (stage, show) => {
      await show('now-no-course', await stage.now(/not a course page/));
      await stage.open(courseUrl(demonstration, 'home'));
      await show('now-not-a-unit', await stage.now(/not a unit/));
      await stage.open(`${LEARNING_ORIGIN}/course/course-v1:No+Such+Course/home`);
      await show('now-unknown-course', await stage.now(/not sure which course/));
      await stage.open(`${LEARNING_ORIGIN}/authoring/course/${demonstration.key}`);
      await show('now-authoring', await stage.now(/creating courses/));
      await stage.open(`${START}?staff=1`);
      await show('now-staff', await stage.now(/staff/));
    },
  ),
  scene(['now-last-place', 'now-paused-last-place'], async (stage, show) => {
    for (const [course, count] of [
      [second, 2],
      [third, 0],
      [demonstration, 1],
    ] as const) {
      const page = await stage.study(unitAt(course, count));
      await stage.now(/Saved for your mentor/);
      await page.close();
    }
    await stage.open(`${LEARNING_ORIGIN}/authoring/course/${demonstration.key}`);
    const popup = await stage.now(/creating courses/);
    await until(async () => (await textOf(popup, 'other-places')) !== '', 'the last places');
    await show('now-last-place', popup);
    await press(popup, 'Pause');
    await until(async () => (await textOf(popup, 'now-status')).includes('Paused'));
    await show('now-paused-last-place', popup);
  }),
  scene(['now-preview', 'now-exam'], async (stage, show) => {
    const path = new URL(START).pathname;
    await stage.open(`${LEARNING_ORIGIN}/preview${path}?staff=1`);
    await show('now-preview', await stage.now(/preview/));
    await stage.open(unitUrl(exam.course, exam.unit));
    await show('now-exam', await stage.now(/exam/));
  }),
  scene(
    ['now-soon', 'now-first', 'now-first-text', 'now-saved', 'now-saved-in-a-tab'],
    async (stage, show) => {
      const page = await stage.study(unitAt(demonstration, 1));
      const held = stage.api.faults.add({ path: /memor/, do: { kind: 'hang' } });
      // The popup that sees the first save tells it, and only once.
      const popup = await stage.now(/in a few seconds/);
      await show('now-soon', popup);
      held();
      await until(async () => (await textOf(popup, 'first-saved')) !== '', 'the first place');
      await show('now-first', popup);
      await popup.click('[data-testid="first-saved"] summary');
      await show('now-first-text', popup);
      await page.close();
      await stage.study(unitAt(demonstration, 2));
      await show('now-saved', await stage.now(/Saved for your mentor/));
      const tab = await stage.now(/Saved for your mentor/);
      await layOut(tab, 'tab');
      await tab.setViewport({ width: 1280, height: 800 });
      await show('now-saved-in-a-tab', tab);
    },
  ),
  scene(['now-school-keeps'], async (stage, show) => {
    const place = unitAt(demonstration, 2);
    await stage.study(place);
    stage.api.seed.edxMemory({ courseId: demonstration.key, data: { unit: place.unit.title } });
    await show('now-school-keeps', await stage.now(/already saves/));
  }),
  scene(
    ['now-looking'],
    async (stage, show) => {
      const popup = await stage.popup();
      // Otherwise this state is over before it can be shown: here the browser never says whether
      // the popup is in a tab.
      await popup.evaluateOnNewDocument(() => {
        const { tabs } = Reflect.get(globalThis, 'chrome') as { tabs: { getCurrent: unknown } };
        tabs.getCurrent = () => new Promise(() => {});
      });
      await popup.evaluate(() => void setTimeout(() => location.reload()));
      // The old page is gone only a little later.
      await sleep(500);
      await until(async () => (await textOf(popup, 'now-status')).includes('Checking'), 'looking');
      await show('now-looking', popup);
    },
    true,
    // In Firefox, a script that runs before the page's own does not reach extension pages.
    'chromium',
  ),
  scene(['now-account', 'now-account-denied', 'options-site-accounts'], async (stage, show) => {
    const page = await stage.study(unitAt(demonstration, 0));
    await page.evaluate(() => {
      const name = document.querySelector('.user-dropdown [data-hj-suppress]');
      if (name) name.textContent = 'grace';
    });
    await page.evaluate(() => document.querySelector<HTMLElement>('a.next-button')?.click());
    // A page that is covered before Waypoint has read it reports nothing.
    await sleep(1_500);
    const popup = await stage.now(/Is this still you/);
    await show('now-account', popup);
    await press(popup, 'No, that is not me');
    await until(async () => (await textOf(popup, 'now-status')).includes('own account'));
    await show('now-account-denied', popup);
    const again = await stage.now(/Is this still you/);
    await press(again, 'Yes, that is me');
    const settings = await stage.options();
    await until(async () => (await textOf(settings, 'site-accounts')) !== '');
    await show('options-site-accounts', settings);
  }),
];
