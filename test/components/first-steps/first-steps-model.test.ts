import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { exampleText } from '../../../components/first-steps/example.ts';
import { createFirstRun } from '../../../components/first-steps/first-steps-model.ts';
import { homesOf } from '../../../components/first-steps/homes.ts';
import { liveOverview } from '../../../components/data/live-items.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { firstSaveSeen } from '../../../lib/store/items/first-save-seen.ts';
import { firstSaveShown } from '../../../lib/store/items/first-save-shown.ts';
import { firstRun } from '../../../lib/store/items/first-steps.ts';
import { EMPTY_RECORD } from '../../../lib/store/items/outbox-record.ts';
import { writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { connection } from '../../store/connection.ts';
import { eventually } from '../../harness/eventually.ts';

beforeEach(() => fakeBrowser.reset());

async function opened(wanted = true) {
  await firstRun.write({ opened: true, wanted });
  const model = createFirstRun(liveOverview());
  await eventually(() => expect(model.ready.value).toBe(true));
  return model;
}

test('the first steps stay hidden until they are wanted, and reading them stores nothing', async () => {
  const model = createFirstRun(liveOverview());
  await eventually(() => expect(model.ready.value).toBe(true));
  expect(model.step.value).toBeNull();
  expect(await fakeBrowser.storage.local.get()).toEqual({});
});

test('a new learner first connects, alone on the page, then opens a unit', async () => {
  const model = await opened();
  expect([model.step.value, model.alone.value]).toEqual(['connect', true]);
  await connections.write([connection({ connected: false }), connection({ id: 'c2' })]);
  await eventually(() => expect(model.step.value).toBe('open-a-unit'));
  expect(model.alone.value).toBe(false);
});

test('the first steps go away with the first place that was saved', async () => {
  const model = await opened();
  await connections.write([connection()]);
  await eventually(() => expect(model.step.value).toBe('open-a-unit'));
  const lastSent = { text: 'a', unitKey: 'u', at: 1 };
  await writeRecord('c1', 'course-v1:A+B+C', { ...EMPTY_RECORD, lastSent });
  await eventually(() => expect(model.step.value).toBeNull());
});

test.each([firstSaveSeen, firstSaveShown])(
  'the first steps stay away after $key, also without a connection',
  async (item) => {
    await item.write(true);
    const model = await opened();
    expect(model.step.value).toBeNull();
  },
);

test('a learner who asks for the steps sees them beside the rest of the page', async () => {
  await firstSaveSeen.write(true);
  const model = await opened(false);
  model.askedFor.value = true;
  expect([model.step.value, model.alone.value]).toEqual(['connect', false]);
});

test('the first steps are hidden, and the page is ready, if a stored item cannot be read', async () => {
  const model = await opened();
  await fakeBrowser.storage.local.set({ connections: { v: 1, data: 'all' } });
  await eventually(() => expect(model.step.value).toBeNull());
  expect(model.ready.value).toBe(true);
});

test('sites lead to the pages on which their learners find their courses', () => {
  const ours = ['https://learning.edx.org', 'https://courses.edx.org', 'https://learn.iblai.app'];
  const all = [...ours, 'https://apps.learn.iblai.app', 'https://campus.example:8443'];
  expect(homesOf(all)).toEqual([
    'https://www.edx.org',
    'https://learn.iblai.app',
    'https://campus.example:8443',
  ]);
});

test('the example is a text like that of every unit', () => {
  expect(exampleText()).toMatch(
    /^Studying "Demonstration Course" \(key "course-v1:\S+"\)\. Now at: .* Before that: "Video and Sequences"\. Updated 2026-11-23T10:00Z\.$/,
  );
});
