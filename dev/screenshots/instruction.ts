import type { Page } from 'puppeteer-core';
import { field, textOf, type, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';
import { API_HOST, type Stage } from './session.ts';

/* The Instruction tab. */

const TEXTS = {
  about_user: 'I study at night, after my shift in the hospital.',
  mentor_tone: 'Calm and short.',
  profession: 'Nurse',
  desired_mentor_traits: 'patient, curious, honest',
};

const says = (popup: Page, words: RegExp) =>
  until(async () => words.test(await textOf(popup, 'instruction-status')), String(words));
const shows = (popup: Page, words: RegExp) =>
  until(async () => words.test(await popup.evaluate(() => document.body.innerText)), String(words));

/** Opens the tab with these texts on the server. */
async function filled(stage: Stage): Promise<Page> {
  stage.api.seed.instruction(TEXTS);
  const popup = await stage.popup('Instruction');
  const about = await field(popup, 'About me');
  await until(async () => (await about.evaluate(({ value }) => value)) === TEXTS.about_user);
  return popup;
}

export const instruction = [
  scene(
    ['instruction-not-connected'],
    async (stage, show) => {
      await show('instruction-not-connected', await stage.popup('Instruction'));
    },
    false,
  ),
  scene(
    ['instruction-empty', 'instruction-ideas', 'instruction-idea', 'instruction-added'],
    async (stage, show) => {
      const popup = await stage.popup('Instruction');
      await field(popup, 'About me');
      await shows(popup, /Nothing is saved yet/);
      await show('instruction-empty', popup);
      await press(popup, 'Ideas');
      await until(() => popup.evaluate(() => document.querySelector('dialog[open]') !== null));
      await show('instruction-ideas', popup);
      await press(popup, 'Explain step by step', 'dialog');
      await show('instruction-idea', popup);
      await press(popup, 'Add to "Mentor\'s tone"', 'dialog');
      await says(popup, /Added to/);
      await show('instruction-added', popup);
    },
  ),
  scene(
    ['instruction-filled', 'instruction-unsaved', 'instruction-saved', 'instruction-clear'],
    async (stage, show) => {
      const popup = await filled(stage);
      await show('instruction-filled', popup);
      await type(popup, 'Profession', 'Nurse, soon teacher of nurses');
      await shows(popup, /Not saved yet/);
      await show('instruction-unsaved', popup);
      await press(popup, 'Save');
      await says(popup, /^Saved/);
      await show('instruction-saved', popup);
      await press(popup, 'Clear all fields');
      await show('instruction-clear', popup);
    },
  ),
  scene(
    ['instruction-field-refused', 'instruction-not-saved', 'instruction-too-long'],
    async (stage, show) => {
      const popup = await filled(stage);
      const refuse = (status: number, body: unknown) =>
        stage.api.faults.add({
          method: 'PUT',
          path: /custom-instruction/,
          do: { kind: 'status', status, body },
        });
      const mend = refuse(400, { profession: ['This is not a profession that we know.'] });
      await type(popup, 'Profession', 'Wizard');
      await press(popup, 'Save');
      await says(popup, /not saved/i);
      await show('instruction-field-refused', popup);
      mend();
      refuse(500, {});
      await press(popup, 'Save');
      await says(popup, /has a problem/);
      await show('instruction-not-saved', popup);
      await type(popup, 'Profession', 'A very long profession. '.repeat(12));
      await shows(popup, /too many/);
      await show('instruction-too-long', popup);
    },
  ),
  scene(['instruction-quick'], async (stage, show) => {
    const popup = await stage.popup('Instruction');
    await press(popup, 'Hints, not solutions');
    await says(popup, /Added to/);
    await show('instruction-quick', popup);
  }),
  scene(['instruction-changed-elsewhere'], async (stage, show) => {
    const popup = await filled(stage);
    await type(popup, 'About me', 'I work in a hospital and study at night.');
    stage.api.seed.instruction({ ...TEXTS, about_user: 'I have two children.' });
    await press(popup, 'Save');
    await says(popup, /another device/i);
    await show('instruction-changed-elsewhere', popup);
  }),
  scene(['instruction-stored-otherwise'], async (stage, show) => {
    const popup = await filled(stage);
    stage.api.seed.server({ storesSomethingElse: 'shortened' });
    await type(popup, "Mentor's tone", 'Please keep every word of this.');
    await press(popup, 'Save');
    await says(popup, /stored something different/);
    await show('instruction-stored-otherwise', popup);
  }),
  scene(
    ['instruction-no-route', 'instruction-one-field', 'instruction-offline'],
    async (stage, show) => {
      stage.api.seed.server({ instruction: 'absent' });
      await stage.connect();
      const without = await stage.popup('Instruction');
      await shows(without, /does not offer this/);
      await show('instruction-no-route', without);
      stage.api.seed.server({ instruction: 'content' });
      const popup = await stage.popup('Instruction');
      await type(popup, 'My instructions', 'Ask me questions first.');
      await press(popup, 'Save');
      await says(popup, /^Saved/);
      await show('instruction-one-field', popup);
      stage.world.cut(API_HOST);
      const offline = await stage.popup('Instruction');
      await shows(offline, /what was loaded last time/);
      await show('instruction-offline', offline);
    },
    false,
  ),
];
