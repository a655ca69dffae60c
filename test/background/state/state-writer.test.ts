import { expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { settings } from '../../../lib/store/items/settings.ts';
import { createStateWriter } from '../../../lib/background/state/state-writer.ts';

const leave = (courseKey: string) => (old: Awaited<ReturnType<typeof settings.read>>) => ({
  ...old,
  never: [...old.never, { courseKey, title: '', discardAt: null }],
});
const left = async () => (await settings.read()).never.map(({ courseKey }) => courseKey);

test('the state writer keeps all changes of one moment in order, and goes on after one that fails', async () => {
  fakeBrowser.reset();
  const writer = createStateWriter();
  const failing = writer.settings(() => {
    throw new Error('No.');
  });
  await Promise.all([
    expect(failing).rejects.toThrow('No.'),
    writer.settings(leave('one')),
    writer.settings(leave('two')),
    writer.settingsAndDeletes((old) => ({ ...old, settings: leave('three')(old.settings) })),
  ]);
  expect(await left()).toEqual(['one', 'two', 'three']);
});
