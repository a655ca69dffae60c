import type { Page } from 'puppeteer-core';
import { demonstration, unitAt, type Course } from '../fake-openedx/courses.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';
import { API_HOST, type Stage } from './session.ts';

/* The Memory tab. */

const rowOf = (course: Course) => `[data-testid="memory-row"][data-course="${course.key}"]`;
const counts = (popup: Page, words: string) =>
  until(async () => (await textOf(popup, 'memory-count')) === words, words, 60_000);
const shows = (popup: Page, words: RegExp) =>
  until(async () => words.test(await popup.evaluate(() => document.body.innerText)), String(words));
const search = (popup: Page, words: string) => popup.type('[type=search]', words);

/** Data as a school may keep it, whose shape nobody promises: known keys and any values. */
const SCHOOL_DATA = {
  current_page: unitAt(demonstration, 4).unit.key,
  visited_blocks: [0, 1, 4].map((n) => {
    const { key, title } = unitAt(demonstration, n).unit;
    return { key, title };
  }),
  grades: { homework: [0.8, 1, null], passed: false, note: '{"from":"the gradebook","week":2}' },
};

function seedCourses({ api }: Stage, count: number): void {
  const subjects = ['Algebra', 'Anatomy', 'Chemistry', 'History', 'Statistics'];
  for (let i = 0; i < count; i += 1) {
    api.seed.edxMemory({
      courseId: `course-v1:DemoU+${subjects[i % subjects.length]}${100 + i}+2026`,
      data: { page: `Semana ${1 + (i % 9)}: Introdução` },
      lastModified: new Date(Date.now() - (i + 1) * 7 * 3_600_000).toISOString(),
    });
  }
}

/** Opens the tab with the demo course saved by Waypoint, and some courses saved by the school. */
export async function filled(stage: Stage, count = 3): Promise<Page> {
  seedCourses(stage, count);
  await stage.study(unitAt(demonstration, 1));
  await (await stage.now(/Saved for your mentor/)).close();
  stage.api.seed.edxMemory({ courseId: demonstration.key, data: SCHOOL_DATA });
  const popup = await stage.popup('Memory');
  await counts(popup, `${count + 1} courses`);
  return popup;
}

async function askToDelete(popup: Page, course = demonstration): Promise<void> {
  await popup.click(`${rowOf(course)} .memory-row__head`);
  await press(popup, 'Delete…', rowOf(course));
}

async function deleteAndUnfollow(popup: Page): Promise<void> {
  // The dialog loads when it is first asked for.
  const box = await popup.waitForSelector('dialog .tick:last-of-type [type=checkbox]');
  await box?.click();
  await press(popup, 'Delete', 'dialog');
}

export const memory = [
  scene(
    ['memory-not-connected'],
    async (stage, show) => show('memory-not-connected', await stage.popup('Memory')),
    false,
  ),
  scene(['memory-empty', 'memory-offline-empty'], async (stage, show) => {
    const popup = await stage.popup('Memory');
    await shows(popup, /Nothing is stored about your courses yet/);
    await show('memory-empty', popup);
    stage.world.cut(API_HOST);
    const offline = await stage.popup('Memory');
    await shows(offline, /You are offline/);
    await show('memory-offline-empty', offline);
  }),
  scene(
    ['memory-list', 'memory-course', 'memory-everything', 'memory-nothing-found', 'memory-select'],
    async (stage, show) => {
      const popup = await filled(stage);
      await show('memory-list', popup);
      await popup.click(`${rowOf(demonstration)} .memory-row__head`);
      await show('memory-course', popup);
      for (const name of ['All details', 'grades (3)', 'note (2)']) {
        await press(popup, name, rowOf(demonstration));
      }
      await show('memory-everything', popup);
      await search(popup, 'quantum');
      await shows(popup, /No course matches your search/);
      await show('memory-nothing-found', popup);
      await press(popup, 'Show all');
      await press(popup, 'Select');
      await popup.click('.memory-row [type=checkbox]');
      await show('memory-select', popup);
    },
  ),
  scene(
    ['memory-delete', 'memory-undo', 'now-deleting', 'memory-not-deleted', 'memory-not-followed'],
    async (stage, show) => {
      const popup = await filled(stage);
      const mend = stage.api.faults.add({
        method: 'DELETE',
        do: { kind: 'status', status: 400, body: { detail: 'Your school keeps this until May.' } },
      });
      await askToDelete(popup);
      await show('memory-delete', popup);
      await press(popup, 'Delete', 'dialog');
      await until(async () => (await textOf(popup, 'undo')) !== '', 'Undo');
      await show('memory-undo', popup);
      await press(popup, 'Now');
      await until(async () => (await textOf(popup, 'now-status')).includes('asked to delete'));
      await show('now-deleting', popup);
      await press(popup, 'Memory');
      await shows(popup, /Your school keeps this until May/);
      await show('memory-not-deleted', popup);
      mend();
      await press(popup, 'Keep it');
      await press(popup, 'Delete…', rowOf(demonstration));
      await deleteAndUnfollow(popup);
      await press(popup, '1 course is not followed');
      await show('memory-not-followed', popup);
    },
  ),
  scene(['now-not-followed'], async (stage, show) => {
    const popup = await filled(stage);
    await askToDelete(popup);
    await deleteAndUnfollow(popup);
    await press(popup, 'Now');
    await until(async () => (await textOf(popup, 'now-status')).includes('to stop following'));
    await show('now-not-followed', popup);
  }),
  scene(['memory-45', 'memory-offline', 'memory-delete-several'], async (stage, show) => {
    const popup = await filled(stage, 44);
    await show('memory-45', popup);
    stage.world.cut(API_HOST);
    const offline = await stage.popup('Memory');
    await shows(offline, /Last updated/);
    await show('memory-offline', offline);
    await press(popup, 'Select');
    await popup.click('.memory-ticked [type=checkbox]');
    await press(popup, 'Delete (45)…');
    await show('memory-delete-several', popup);
  }),
  scene(['memory-reading', 'memory-1000', 'memory-1000-found'], async (stage, show) => {
    seedCourses(stage, 1000);
    const slow = stage.api.faults.add({ path: /edx-memory.*page=2/, do: { kind: 'hang' } });
    const popup = await stage.popup('Memory');
    await until(() => popup.evaluate(() => document.querySelector('progress') !== null), 'a bar');
    await show('memory-reading', popup);
    slow();
    await popup.close();
    const whole = await stage.popup('Memory');
    await counts(whole, '1,000 courses');
    await show('memory-1000', whole);
    await search(whole, 'anatomy introducao 9');
    await until(async () => (await textOf(whole, 'memory-count')).includes(' of 1,000'));
    await show('memory-1000-found', whole);
  }),
];
