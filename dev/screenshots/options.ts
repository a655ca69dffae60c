import { demonstration, unitAt } from '../fake-openedx/courses.ts';
import { connect } from '../browser/connect.ts';
import { DEMO_ORG } from '../fake-ibl/api.ts';
import { textOf, type, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';

/* The options page. */

export const options = [
  scene(
    [
      'options-not-connected',
      'options-field-wrong',
      'options-key-refused',
      'options-own-server',
      'options-connected',
    ],
    async (stage, show) => {
      const page = await stage.options();
      await until(async () => (await textOf(page, 'connection-status')) !== '');
      await show('options-not-connected', page);
      await press(page, 'Connect');
      await until(() =>
        page.evaluate(() => document.querySelector('[aria-invalid=true]') !== null),
      );
      await show('options-field-wrong', page);
      await type(page, 'School (organization)', DEMO_ORG);
      await type(page, 'Username', 'ada');
      await type(page, 'API key', '0'.repeat(64));
      await press(page, 'Connect');
      await until(async () => (await textOf(page, 'connection-error')).includes('did not accept'));
      await show('options-key-refused', page);
      await press(page, 'My school has its own server');
      await press(page, 'Show key');
      await show('options-own-server', page);
      await press(page, 'Hide key');
      await connect(page);
      await show('options-connected', page);
    },
    false,
  ),
  scene(
    [
      'options-sent',
      'options-sent-text',
      'options-sent-nothing-found',
      'options-sent-nothing-refused',
      'options-sent-refused',
    ],
    async (stage, show) => {
      await stage.study(unitAt(demonstration, 1));
      await stage.now(/Saved for your mentor/);
      const page = await stage.options('sent');
      const choose = (name: string) =>
        page.evaluate((text) => {
          const labels = Array.from(document.querySelectorAll('label'));
          labels.find((label) => label.textContent === text)?.click();
        }, name);
      await until(async () => (await textOf(page, 'sent-count')) !== '');
      await show('options-sent', page);
      await choose('Saved or changed');
      await press(page, 'Details', '.sent');
      await show('options-sent-text', page);
      await type(page, 'Search what was sent', 'nowhere to be found');
      await until(async () => (await textOf(page, 'sent-count')).startsWith('0 of'));
      await show('options-sent-nothing-found', page);
      await press(page, 'Show all', '#sent');
      await choose('Rejected');
      await until(() =>
        page.evaluate(() => document.body.innerText.includes('Nothing was rejected')),
      );
      await show('options-sent-nothing-refused', page);
      const body = '<title>Sign in to this network</title>';
      stage.api.faults.add({ path: /memor/, do: { kind: 'body', body } });
      await stage.study(unitAt(demonstration, 4));
      await until(
        async () => (await textOf(page, 'sent-entry')).includes('Sign in'),
        'a refusal',
        60_000,
      );
      await show('options-sent-refused', page);
    },
  ),
];
