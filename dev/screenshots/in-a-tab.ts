import type { Page } from 'puppeteer-core';
import { until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { filled } from './memory.ts';
import { scene } from './scene.ts';
import { layOut, WINDOW } from './session.ts';

/* The popup in a tab with room for two columns. */

async function widen(popup: Page): Promise<void> {
  await layOut(popup, 'tab');
  await popup.setViewport(WINDOW);
}

export const inATab = [
  scene(
    ['memory-in-a-tab', 'memory-in-a-tab-selecting', 'memory-in-a-tab-everything'],
    async (stage, show) => {
      const popup = await filled(stage, 12);
      await widen(popup);
      await until(async () => (await popup.$('.beside:not([hidden]) .facts')) !== null);
      await show('memory-in-a-tab', popup);
      await press(popup, 'All details');
      await press(popup, 'grades (3)');
      await show('memory-in-a-tab-everything', popup);
      await press(popup, 'Select');
      await popup.click('.memory-row [type=checkbox]');
      await show('memory-in-a-tab-selecting', popup);
    },
  ),
  scene(['instruction-in-a-tab'], async (stage, show) => {
    const popup = await stage.popup('Instruction');
    await widen(popup);
    await press(popup, 'Keep it short', '.beside');
    await show('instruction-in-a-tab', popup);
  }),
];
