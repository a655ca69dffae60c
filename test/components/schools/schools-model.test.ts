import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createSchools } from '../../../components/schools/schools-model.ts';
import { schoolName } from '../../../components/ui/names.ts';
import { liveOverview } from '../../../components/data/live-items.ts';
import { browser } from '../../../lib/browser.ts';
import { connections, type Connection } from '../../../lib/store/items/connections.ts';
import { connection } from '../../store/connection.ts';
import { speakEnglish } from '../english.ts';
import { eventually } from '../../harness/eventually.ts';

/** Replaces the background worker. Keeps the messages. */
const asked = vi.hoisted(() => [] as object[]);
vi.mock('../../../components/data/browser.ts', () => ({
  send: (message: object) => {
    asked.push(message);
    return Promise.resolve({ ok: true });
  },
}));

const one = (id: string, org: string, username = 'ada') => connection({ id, org, username });

beforeEach(() => {
  fakeBrowser.reset();
  // The fake browser has no such events. No test here gives or takes access.
  const event = { addListener: () => undefined, removeListener: () => undefined };
  const has = { onAdded: event, onRemoved: event, contains: () => Promise.resolve(true) };
  Object.assign(browser.permissions, has);
  asked.length = 0;
});

async function opened(...all: Connection[]) {
  return await openedWith({}, ...all);
}

async function openedWith(offered: object, ...all: Connection[]) {
  await connections.write(all);
  const model = createSchools(liveOverview(), offered);
  await eventually(() => expect(model.ready.value).toBe(true));
  await eventually(() => expect(model.all.value).toHaveLength(all.length));
  return model;
}

test('a form keeps what was typed while another form is open, but not after Cancel', async () => {
  const model = await opened(one('1', 'day'), one('2', 'night'));
  model.edit('2');
  expect(model.form.value?.model.form.value).toMatchObject({ org: 'night', username: 'ada' });
  model.form.value?.model.change({ username: 'grace' });
  model.add();
  expect(model.form.value?.model.form.value).toMatchObject({ org: '', username: '' });
  model.edit('2');
  expect(model.form.value?.model.form.value.username).toBe('grace');
  model.cancel();
  expect(model.form.value).toBeNull();
  model.edit('2');
  expect(model.form.value?.model.form.value.username).toBe('ada');
});

test('nothing that was typed is left once everything in this browser was deleted', async () => {
  const model = await opened(one('1', 'day'));
  model.add();
  model.form.value?.model.change({ org: 'night', key: 'secret' });
  model.first.change({ org: 'day', key: 'secret' });
  model.forget();
  expect(model.form.value).toBeNull();
  expect(model.first.form.value).toMatchObject({ org: '', key: '' });
  model.add();
  expect(model.form.value?.model.form.value).toMatchObject({ org: '', key: '' });
});

test('each form sends the id of the connection that it edits, and closes when that is saved', async () => {
  const model = await opened(one('1', 'day'), one('2', 'night'));
  model.edit('2');
  await model.form.value?.model.connect();
  expect(model.form.value).toBeNull();
  model.add();
  await model.form.value?.model.connect();
  await model.first.connect();
  const tries = asked.filter((message) => Reflect.get(message, 'type') === 'connection/connect');
  expect(tries).toMatchObject([{ id: '2' }, { id: null }, { id: null }]);
});

test('a form contains what is stored when it is opened', async () => {
  const model = await opened(one('1', 'day'), one('2', 'night'));
  await connections.write([one('3', 'noon', 'grace')]);
  await eventually(() => expect(model.all.value).toHaveLength(1));
  model.edit('3');
  expect(model.form.value?.model.form.value).toMatchObject({ org: 'noon', username: 'grace' });
});

test('the form for the first school is empty again once the school is stored', async () => {
  const model = await opened();
  model.first.change({ org: 'day', username: 'ada', key: 'k' });
  await model.first.connect();
  expect(model.first.form.value).toMatchObject({ org: '', username: '', key: '' });
});

test('names from the address of the page fill the form of a new school', async () => {
  const names = { org: 'night', username: 'grace' };
  const first = await openedWith(names);
  expect(first.first.form.value).toMatchObject(names);
  expect(first.form.value).toBeNull();
  const another = await openedWith(names, one('1', 'day'));
  expect(another.form.value?.of).toBeNull();
  expect(another.form.value?.model.form.value).toMatchObject(names);
});

test('schoolName adds the username if two connections share a school', async () => {
  await speakEnglish();
  const all = [one('1', 'day'), one('2', 'day', 'grace'), one('3', 'night')];
  expect(all.map((each) => schoolName(all, each))).toEqual(['day (ada)', 'day (grace)', 'night']);
});
