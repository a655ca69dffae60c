import { memoryName } from '../../lib/ibl/memories/memory-name.ts';
import { demonstration, plainCourses, unitAt, type Course } from '../fake-openedx/courses.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';
import { API_HOST, type Stage } from './session.ts';

/* The Now tab while something keeps a place from arriving. */

const PLACE = unitAt(demonstration, 1);
const [second, third] = plainCourses as [Course, Course];
const MEMORIES = /memor/;

/** Answers every request about memories in this way. */
const answer = (
  { api }: Stage,
  status: number,
  body: unknown = {},
  headers: Record<string, string> = {},
) => api.faults.add({ path: MEMORIES, do: { kind: 'status', status, body, headers } });

export const nowWaits = [
  scene(
    ['now-no-network', 'now-several-wait', 'now-paused-waiting', 'now-discard'],
    async (stage, show) => {
      stage.world.cut(API_HOST);
      await stage.study(PLACE);
      await show('now-no-network', await stage.now(/you are offline/));
      await stage.study(unitAt(second, 0));
      await stage.study(unitAt(third, 0));
      const popup = await stage.now(/you are offline/);
      await until(async () => (await textOf(popup, 'elsewhere')).includes('2 more'), 'what waits');
      await popup.click('[data-testid="elsewhere"] summary');
      await show('now-several-wait', popup);
      await press(popup, 'Pause');
      await until(async () => (await textOf(popup, 'now-status')).includes('Paused'));
      await show('now-paused-waiting', popup);
      await press(popup, 'Delete waiting places');
      await show('now-discard', popup);
    },
  ),
  scene(['now-server-trouble', 'now-asked-to-wait'], async (stage, show) => {
    const mend = answer(stage, 502, '<h1>Bad Gateway</h1>');
    await stage.study(PLACE);
    const popup = await stage.now(/has a problem/);
    await show('now-server-trouble', popup);
    mend();
    answer(stage, 429, { detail: 'Request was throttled.' }, { 'Retry-After': '600' });
    await press(popup, 'Try again');
    await until(async () => (await textOf(popup, 'now-status')).includes('very busy'));
    await show('now-asked-to-wait', popup);
  }),
  scene(['now-not-ibl'], async (stage, show) => {
    const body = '<title>Sign in to this network</title>';
    stage.api.faults.add({ path: MEMORIES, do: { kind: 'body', body } });
    await stage.study(PLACE);
    await show('now-not-ibl', await stage.now(/something other than an ibl\.ai server/));
  }),
  scene(['now-intermediary'], async (stage, show) => {
    answer(stage, 403, '<h1>403 Forbidden</h1>');
    await stage.study(PLACE);
    await show('now-intermediary', await stage.now(/something between you/));
  }),
  scene(['now-not-shown-yet', 'now-not-shown'], async (stage, show) => {
    stage.api.seed.server({ listsMemories: false, memoryByName: '404', createReply: 'empty' });
    await stage.study(PLACE);
    const popup = await stage.now(/does not show the place/);
    await show('now-not-shown-yet', popup);
    await makeLastLook(stage);
    await stage.study(unitAt(demonstration, 2));
    await show('now-not-shown', await stage.now(/^Not saved: .* does not show/));
  }),
  scene(
    ['now-no-access', 'options-no-access'],
    async (stage, show) => {
      await stage.driver.inBackground(
        `browser.permissions.remove({ origins: ['https://${API_HOST}/*'] })`,
      );
      await stage.study(PLACE);
      const popup = await stage.now(/does not let Waypoint reach/);
      await show('now-no-access', popup);
      await show('options-no-access', await stage.options());
      await press(popup, 'Allow access to the server');
      await until(async () => !(await textOf(popup, 'now-status')).includes('does not let'));
    },
    true,
    // In Firefox, a permission can be asked for without a prompt in the browser's own window.
    'firefox',
  ),
  scene(['now-key-refused', 'now-not-allowed'], async (stage, show) => {
    const mend = answer(stage, 401, { detail: 'Invalid token.' });
    await stage.study(PLACE);
    const popup = await stage.now(/did not accept your API key/);
    await show('now-key-refused', popup);
    mend();
    answer(stage, 403, { detail: 'You do not have permission to perform this action.' });
    await press(popup, 'Try again');
    await until(async () => (await textOf(popup, 'now-status')).includes('does not allow saving'));
    await show('now-not-allowed', popup);
  }),
  scene(['now-refused'], async (stage, show) => {
    answer(stage, 400, { entries: ['The value is too long for this school.'] });
    await stage.study(PLACE);
    await show('now-refused', await stage.now(/rejected this place/));
  }),
  scene(['now-newer-elsewhere'], async (stage, show) => {
    stage.world.cut(API_HOST);
    await stage.study(PLACE);
    const popup = await stage.now(/you are offline/);
    await makeOlder(stage);
    stage.api.seed.memory({
      name: await memoryName(demonstration.key),
      catalogItemType: 'course',
      catalogItemId: demonstration.key,
      entries: [{ key: 'current_location', value: 'Studying on another device.' }],
    });
    stage.world.restore(API_HOST);
    await press(popup, 'Try again');
    await until(async () => (await textOf(popup, 'now-status')).includes('newer place'));
    await show('now-newer-elsewhere', popup);
  }),
];

/** Makes waiting places look older, because a real wait takes more than ten minutes. */
async function makeOlder({ driver }: Stage): Promise<void> {
  await driver.inBackground(`browser.storage.local.get().then(async (all) => {
    for (const [key, item] of Object.entries(all)) {
      if (!key.startsWith('record:') || !item.data.pending.length) continue;
      const waiting = item.data.pending.at(-1);
      const past = Date.now() - 20 * 60_000;
      Object.assign(waiting, { since: past, at: past });
      waiting.place.seenAt = new Date(past).toISOString();
      await browser.storage.local.set({ [key]: item });
    }
  })`);
}

/** Makes the next look for the entry the last one, because real looks take some minutes. */
async function makeLastLook({ driver }: Stage): Promise<void> {
  await driver.inBackground(`browser.storage.local.get().then(async (all) => {
    for (const [key, item] of Object.entries(all)) {
      if (!key.startsWith('record:') || !item.data.created) continue;
      Object.assign(item.data, { created: { looks: 3 }, notBefore: 0 });
      await browser.storage.local.set({ [key]: item });
    }
  })`);
}
