import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createInstruction } from '../../components/instruction-model.ts';
import { instructionOf } from '../../lib/store/cache.ts';
import { connections } from '../../lib/store/connections.ts';
import { readDrafts, removeDrafts } from '../../lib/store/drafts.ts';

/** Stands for the background: does with a save what the test says. */
const background = vi.hoisted(() => ({
  save: undefined as unknown as (fields: Record<string, string>) => Promise<unknown>,
}));
vi.mock('../../lib/send.ts', () => ({
  send: (message: { type: string; fields: Record<string, string> }) =>
    message.type === 'instruction/save'
      ? background.save(message.fields)
      : Promise.resolve({ ok: true }),
}));

const ID = 'one';
const fields = { about_user: '', mentor_tone: 'Calm.', profession: '', desired_mentor_traits: '' };

beforeEach(async () => {
  fakeBrowser.reset();
  await connections.write([
    {
      id: ID,
      base: 'https://base.manager.iblai.app',
      org: 'main',
      username: 'ada',
      scheme: 'Api-Token',
      connected: true,
    },
  ]);
  await instructionOf(ID).write({ shape: 'structured', exists: true, fields });
});

async function opened() {
  const model = createInstruction();
  await vi.waitFor(() => expect(model.state.value?.stored).toBeTruthy());
  return model;
}

test('what is typed is a draft at once; typed back to what is stored, it is none', async () => {
  const model = await opened();
  await model.type('mentor_tone', 'Calm. Short.');
  expect(await readDrafts(ID)).toEqual({ mentor_tone: 'Calm. Short.' });
  expect(model.edited.value).toEqual(['mentor_tone']);
  await model.type('mentor_tone', 'Calm.');
  expect(await readDrafts(ID)).toEqual({});
  expect(model.edited.value).toEqual([]);
});

test('another window sees the draft, and its discarding', async () => {
  const [here, there] = [await opened(), await opened()];
  await here.type('about_user', 'I study at night.');
  await vi.waitFor(() => expect(there.text('about_user')).toBe('I study at night.'));
  await there.discard();
  await vi.waitFor(() => expect(here.text('about_user')).toBe(''));
  await there.undoDiscard();
  await vi.waitFor(() => expect(here.text('about_user')).toBe('I study at night.'));
});

test('what is typed while a save runs is kept, though the background drops the saved draft', async () => {
  const model = await opened();
  await model.type('about_user', 'One');
  background.save = async (sent) => {
    expect(sent).toEqual({ about_user: 'One' });
    await model.type('about_user', 'One, two');
    const now = { ...fields, about_user: 'One' };
    await instructionOf(ID).write({ shape: 'structured', exists: true, fields: now });
    await removeDrafts(ID, ['about_user']);
    return { ok: true };
  };
  await model.save();
  expect(model.saving.value.kind).toBe('saved');
  expect(model.text('about_user')).toBe('One, two');
  expect(await readDrafts(ID)).toEqual({ about_user: 'One, two' });
  expect(model.edited.value).toEqual(['about_user']);
});

test('a failed save keeps the draft and its reason', async () => {
  const model = await opened();
  await model.type('about_user', 'One');
  background.save = () => Promise.reject(new Error('nobody there'));
  await model.save();
  expect(model.saving.value).toEqual({ kind: 'failed', why: { kind: 'no-answer' } });
  expect(await readDrafts(ID)).toEqual({ about_user: 'One' });
});

test('a profession longer than the server takes is not sent', async () => {
  const model = await opened();
  background.save = () => expect.unreachable();
  await model.type('profession', 'x'.repeat(101));
  expect(model.savable.value).toBe(false);
  await model.save();
  expect(model.saving.value.kind).toBe('idle');
});
