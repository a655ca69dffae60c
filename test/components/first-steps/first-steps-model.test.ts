import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createFirstRun, exampleText } from '../../../components/first-steps/first-steps-model.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { firstRun, type FirstRun } from '../../../lib/store/items/first-steps.ts';
import { sites } from '../../../lib/store/items/sites.ts';
import { connection } from '../../store/connection.ts';

beforeEach(() => fakeBrowser.reset());

const TO_DO = { connect: 'to-do', sites: 'to-do', sent: 'to-do' } as const;

async function opened(area: FirstRun['area'] = 'until-done', steps: FirstRun['steps'] = TO_DO) {
  await firstRun.write({ opened: true, area, steps });
  const model = createFirstRun();
  await vi.waitFor(() => expect(model.states.value).not.toBeNull());
  return model;
}

test('the first steps stay hidden until they are offered, and reading them stores nothing', async () => {
  const model = createFirstRun();
  await vi.waitFor(() => expect(model.states.value).toEqual(TO_DO));
  expect([model.shown.value, model.justLeft.value]).toEqual([false, false]);
  expect(await fakeBrowser.storage.local.get()).toEqual({});
});

test('any connection completes the step “connect”, even if the learner skipped it', async () => {
  const model = await opened('until-done', { ...TO_DO, connect: 'skipped' });
  expect(model.states.value?.connect).toBe('skipped');
  await connections.write([connection({ connected: false }), connection({ id: 'c2' })]);
  await vi.waitFor(() => expect(model.states.value?.connect).toBe('done'));
});

test('a site that the learner chose completes the step “sites”, but a site from a settings file does not', async () => {
  const model = await opened();
  const site = { origin: 'https://campus.example', addedAt: 1 };
  await sites.write([{ ...site, state: 'from-file' }]);
  await new Promise((done) => setTimeout(done));
  expect(model.states.value?.sites).toBe('to-do');
  await sites.write([{ ...site, state: 'off' }]);
  await vi.waitFor(() => expect(model.states.value?.sites).toBe('done'));
});

test('the first steps disappear with the last one, and come back only when the learner asks for them', async () => {
  await connections.write([connection()]);
  const model = await opened();
  expect(model.shown.value).toBe(true);
  // The learner presses two buttons quickly.
  await Promise.all([model.set('sites', 'skipped'), model.set('sent', 'done')]);
  await vi.waitFor(() => expect([model.shown.value, model.justLeft.value]).toEqual([false, true]));
  await vi.waitFor(async () => expect((await firstRun.read()).area).toBe('away'));
  await connections.write([connection({ connected: false })]);
  await vi.waitFor(() => expect(model.states.value?.connect).toBe('to-do'));
  expect(model.shown.value).toBe(false);
  await model.again();
  expect([model.shown.value, model.justLeft.value, model.askedFor.value]).toEqual([
    true,
    false,
    true,
  ]);
  expect(model.states.value).toEqual({ connect: 'to-do', sites: 'skipped', sent: 'done' });
  await model.putAway();
  expect(model.shown.value).toBe(false);
});

test('the first steps end silently if all were done before the page was opened', async () => {
  await connections.write([connection()]);
  const model = await opened('until-done', { ...TO_DO, sites: 'done', sent: 'done' });
  await vi.waitFor(async () => expect((await firstRun.read()).area).toBe('away'));
  expect([model.shown.value, model.justLeft.value]).toEqual([false, false]);
});

test('first steps that the learner asks for stay, even if all are done', async () => {
  await connections.write([connection()]);
  const model = await opened('again', { ...TO_DO, sites: 'done', sent: 'done' });
  expect(model.shown.value).toBe(true);
});

test('the first steps are hidden, and the page is ready, if a stored item cannot be read', async () => {
  const model = await opened();
  await fakeBrowser.storage.local.set({ sites: { v: 1, data: 'all' } });
  await vi.waitFor(() => expect(model.states.value).toBeNull());
  expect([model.ready.value, model.shown.value]).toEqual([true, false]);
});

test('the learner cannot mark the step “connect” as done', async () => {
  const model = await opened();
  await model.set('connect', 'done');
  expect(model.states.value?.connect).toBe('to-do');
});

test('the example is a text like that of every unit', () => {
  expect(exampleText()).toMatch(
    /^Studying "Demonstration Course" \(key "course-v1:\S+"\)\. Now at: .* Before that: "Video and Sequences"\. Updated 2026-11-23T10:00Z\.$/,
  );
});
