import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  createSettingsFile,
  type ChosenFile,
} from '../../../components/your-data/settings-file-model.ts';
import { EMPTY_FILE, LARGEST_FILE } from '../../../lib/settings-file.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { eventually } from '../../harness/eventually.ts';

/** Replaces the background worker. Keeps the messages, and answers only if the test says so. */
const background = vi.hoisted(() => ({ asked: [] as unknown[], answers: true }));
vi.mock('../../../components/data/browser.ts', () => ({
  send: (message: unknown) => {
    background.asked.push(message);
    return background.answers ? Promise.resolve(null) : Promise.reject(new Error('Nobody.'));
  },
}));

beforeEach(() => {
  fakeBrowser.reset();
  background.asked.length = 0;
  background.answers = true;
});

const PAUSE = { ...EMPTY_FILE, paused: true };
const COURSE = { courseKey: 'course-v1:a+b+c', title: 'A' };
const fileOf = (content: unknown, name = 'a.json'): ChosenFile => {
  const text = JSON.stringify(content);
  return { name, size: text.length, text: () => Promise.resolve(text) };
};

test('opening a file sends no message, and apply sends only the ticked changes', async () => {
  const model = createSettingsFile();
  await model.open(fileOf({ ...PAUSE, neverFollowed: [COURSE] }));
  await eventually(() => expect(model.changes.value).toHaveLength(2));
  expect(background.asked).toEqual([]);
  const [pause] = model.changes.value ?? [];
  model.tick(pause ? [pause] : [], false);
  await model.apply();
  expect(background.asked).toEqual([
    {
      type: 'settings/import',
      file: { ...EMPTY_FILE, sites: [], connections: [], neverFollowed: [COURSE] },
    },
  ]);
  model.tick(model.changes.value ?? [], false);
  await model.apply();
  expect(background.asked).toHaveLength(1);
});

test('a change that deletes something for good comes last and is not ticked by itself', async () => {
  const model = createSettingsFile();
  const kinds = () => model.ticked.value.map(({ kind }) => kind);
  await model.open(fileOf({ journal: '7-days', ...PAUSE, neverFollowed: [COURSE] }));
  await eventually(() => expect(kinds()).toEqual(['pause', 'never']));
  expect(model.changes.value?.at(-1)?.kind).toBe('journal');
  model.tick(model.changes.value ?? [], true);
  expect(kinds()).toEqual(['pause', 'never', 'journal']);
  await model.open(fileOf({ ...EMPTY_FILE, journal: 'until-deleted' }));
  await eventually(() => expect(kinds()).toEqual(['journal']));
});

test('the list of changes is updated when the settings change', async () => {
  const model = createSettingsFile();
  await model.open(fileOf(PAUSE));
  await eventually(() => expect(model.changes.value).toHaveLength(1));
  await settings.write({ ...(await settings.read()), pause: { end: null } });
  await eventually(() => expect(model.changes.value).toEqual([]));
});

test('shows the file that was chosen last, no matter how long an earlier one takes', async () => {
  const model = createSettingsFile();
  const slow = Promise.withResolvers<string>();
  const first = model.open({ name: 'slow.json', size: 1, text: () => slow.promise });
  await model.open(fileOf(PAUSE, 'quick.json'));
  slow.resolve('{');
  await first;
  expect([model.opened.value?.name, model.problem.value]).toEqual(['quick.json', null]);
});

test('reports a file that cannot be read or is too large, and shows no file', async () => {
  const model = createSettingsFile();
  await model.open(fileOf(PAUSE));
  await model.open({ name: 'gone.json', size: 1, text: () => Promise.reject(new Error('gone')) });
  expect(model.problem.value).toEqual({ name: 'gone.json', why: { kind: 'unreadable' } });
  const text = vi.fn<() => Promise<string>>();
  await model.open({ name: 'big.json', size: LARGEST_FILE + 1, text });
  expect(model.problem.value).toEqual({ name: 'big.json', why: { kind: 'too-large' } });
  expect(text).not.toHaveBeenCalled();
  expect(model.opened.value).toBeNull();
});

test('says that nobody answered, and keeps the file open', async () => {
  const model = createSettingsFile();
  await model.open(fileOf(PAUSE));
  await eventually(() => expect(model.changes.value).toHaveLength(1));
  background.answers = false;
  await model.apply();
  expect(model.problem.value).toEqual({ name: 'a.json', why: { kind: 'no-answer' } });
  expect(model.changes.value).toHaveLength(1);
  expect(model.applied.value).toBeNull();
});
