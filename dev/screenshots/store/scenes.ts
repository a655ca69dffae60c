import type { Page } from 'puppeteer-core';
import { field, textOf, until } from '../../browser/page-actions.ts';
import { press } from '../../browser/press.ts';
import { demonstration, unitAt } from '../../fake-openedx/courses.ts';
import { scene } from '../scene.ts';
import type { Stage } from '../session.ts';

/*
 * What the pictures for the stores show: real screens of the shipped build. A state that begins
 * with `behind-` is the course page that lies behind the popup of the same name.
 */

const HOUR = 3_600_000;
/** Courses that the school's own server has saved. */
const SAVED = [
  ['Statistics', 'Week 4: Averages and spread', 20],
  ['Biology', 'Week 2: The cell', 45],
] as const;
const INSTRUCTION = {
  about_user: 'I study at night, after my shift in the hospital.',
  mentor_tone: 'Calm and short. Ask me first, then explain.',
  profession: 'Nurse',
};

/** Studies a unit until it is saved and has told so for the first time. Returns its page. */
async function studied(stage: Stage, n: number): Promise<Page> {
  const page = await stage.study(unitAt(demonstration, n));
  await (await stage.now(/Saved for your mentor/)).close();
  return page;
}

export const storeScenes = [
  scene(
    ['behind-place', 'place', 'tile-small', 'tile-large', 'icon', 'logo'],
    async (stage, show) => {
      const page = await studied(stage, 0);
      const popup = await stage.now(/Saved for your mentor/);
      await show('behind-place', page);
      await show('place', popup);
      await show('tile-large', popup);
      await show('tile-small', popup);
      await show('icon', popup);
      await show('logo', popup);
    },
  ),
  scene(['behind-memory', 'memory'], async (stage, show) => {
    for (const [subject, unit, hours] of SAVED) {
      stage.api.seed.edxMemory({
        courseId: `course-v1:DemoU+${subject}+2026`,
        data: { page: unit },
        lastModified: new Date(Date.now() - hours * HOUR).toISOString(),
      });
    }
    const page = await studied(stage, 1);
    const popup = await stage.popup('Memory');
    const count = `${SAVED.length + 1} courses`;
    await until(async () => (await textOf(popup, 'memory-count')) === count, count);
    await show('behind-memory', page);
    await show('memory', popup);
  }),
  scene(['behind-instruction', 'instruction'], async (stage, show) => {
    const page = await studied(stage, 4);
    stage.api.seed.instruction(INSTRUCTION);
    const popup = await stage.popup('Instruction');
    const about = await field(popup, 'About me');
    await until(async () => (await about.evaluate(({ value }) => value)) !== '');
    await show('behind-instruction', page);
    await show('instruction', popup);
  }),
  scene(['behind-pause', 'pause'], async (stage, show) => {
    const page = await studied(stage, 2);
    const popup = await stage.now(/Saved for your mentor/);
    await press(popup, 'Choose what to pause, and for how long');
    await popup.waitForSelector('dialog[open] .primary');
    await popup.$eval('[value="course"]', (radio) => (radio as HTMLElement).click());
    await show('behind-pause', page);
    await show('pause', popup);
  }),
  scene(['sent'], async (stage, show) => {
    await studied(stage, 2);
    const page = await stage.options('sent');
    await until(async () => (await textOf(page, 'sent-count')) !== '');
    await page.evaluate(() => {
      const labels = Array.from(document.querySelectorAll('label'));
      labels.find((label) => label.textContent === 'Saved or changed')?.click();
    });
    await press(page, 'Details', '.sent');
    await show('sent', page);
  }),
];
