import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createInstruction } from '../../../components/instruction/instruction-model.ts';
import { instructionOf } from '../../../lib/store/items/server-cache.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import {
  readDrafts,
  removeDrafts,
  writeDraft,
  type Drafts,
} from '../../../lib/store/items/drafts.ts';
import { connection } from '../../store/connection.ts';

/** Stands for the background: does with a save what the test says. */
const background = vi.hoisted(() => ({
  save: undefined as unknown as (fields: Drafts) => Promise<unknown>,
}));
vi.mock('../../../components/data/browser.ts', () => ({
  send: (message: { type: string; fields: Drafts }) =>
    message.type === 'instruction/save'
      ? background.save(message.fields)
      : Promise.resolve({ ok: true }),
}));

const ID = 'one';
const fields = { about_user: '', mentor_tone: 'Calm.', profession: '', desired_mentor_traits: '' };

beforeEach(async () => {
  fakeBrowser.reset();
  await connections.write([connection({ id: ID })]);
  await instructionOf(ID).write({ shape: 'structured', exists: true, fields });
});

/** The server's version as it is read now. */
const serverHas = (now: Partial<typeof fields>) =>
  instructionOf(ID).write({ shape: 'structured', exists: true, fields: { ...fields, ...now } });

async function opened() {
  const model = createInstruction();
  await vi.waitFor(() => expect(model.state.value?.stored).toBeTruthy());
  return { ...model, text: model.fields.text, edited: () => model.fields.edited.value };
}

test('what is typed is a draft at once, with what it began with; typed back, it is none', async () => {
  const model = await opened();
  await model.type('mentor_tone', 'Calm. Short.');
  await model.type('mentor_tone', 'Calm. Shorter.');
  expect(await readDrafts(ID)).toEqual({ mentor_tone: { text: 'Calm. Shorter.', base: 'Calm.' } });
  expect(model.edited()).toEqual(['mentor_tone']);
  await model.type('mentor_tone', 'Calm.');
  expect(await readDrafts(ID)).toEqual({});
  expect(model.edited()).toEqual([]);
});

test('another window sees the draft, and its discarding', async () => {
  const [here, there] = [await opened(), await opened()];
  await here.type('about_user', 'I study at night.');
  await vi.waitFor(() => expect(there.text('about_user')).toBe('I study at night.'));
  await there.discard();
  await vi.waitFor(() => expect(here.text('about_user')).toBe(''));
  await there.undo();
  await vi.waitFor(() => expect(here.text('about_user')).toBe('I study at night.'));
});

test('what is typed while a save runs is kept, though the background drops the saved draft', async () => {
  const model = await opened();
  await model.type('about_user', 'One');
  background.save = async (sent) => {
    expect(sent).toEqual({ about_user: { text: 'One', base: '' } });
    await model.type('about_user', 'One, two');
    // What the store says meanwhile goes neither over what is typed, nor is it another device's.
    await writeDraft(ID, 'about_user', { text: 'One', base: '' });
    await serverHas({ about_user: 'One' });
    await vi.waitFor(() => expect(model.fields.stored('about_user')).toBe('One'));
    expect(model.text('about_user')).toBe('One, two');
    expect(model.fields.changed.value).toEqual([]);
    await removeDrafts(ID, ['about_user']);
    return { ok: true };
  };
  await model.save();
  expect(model.saving.value.kind).toBe('saved');
  expect(model.text('about_user')).toBe('One, two');
  // It goes on from what was just saved: nobody else has changed anything.
  expect(await readDrafts(ID)).toEqual({ about_user: { text: 'One, two', base: 'One' } });
  expect(model.fields.changed.value).toEqual([]);
});

test('a failed save keeps the draft and its reason, also while one types on', async () => {
  const model = await opened();
  await model.type('about_user', 'One');
  background.save = () => Promise.reject(new Error('nobody there'));
  await model.save();
  expect(await readDrafts(ID)).toEqual({ about_user: { text: 'One', base: '' } });
  await model.type('about_user', 'One, two');
  expect(model.saving.value).toEqual({ kind: 'failed', why: { kind: 'no-answer' } });
});

test('a profession longer than the server takes is not sent', async () => {
  const model = await opened();
  background.save = vi.fn();
  await model.type('profession', 'x'.repeat(101));
  expect(await model.save()).toBe(false);
  expect(background.save).not.toHaveBeenCalled();
  expect(model.saving.value.kind).toBe('idle');
});

describe('another device has written into an edited field', () => {
  async function changed() {
    const model = await opened();
    await model.type('mentor_tone', 'Mine.');
    await model.type('about_user', 'I am new.');
    await serverHas({ mentor_tone: 'Theirs.', profession: 'Nurse' });
    await vi.waitFor(() => expect(model.fields.changed.value).toEqual(['mentor_tone']));
    return model;
  }

  test('nothing is sent before a choice, however one types on', async () => {
    const model = await changed();
    background.save = vi.fn();
    await model.type('mentor_tone', 'Mine, still.');
    expect(await model.save()).toBe(false);
    expect(background.save).not.toHaveBeenCalled();
    expect(model.text('mentor_tone')).toBe('Mine, still.');
    expect(model.text('profession')).toBe('Nurse');
  });

  test('"Keep mine" sends it with what it now replaces', async () => {
    const model = await changed();
    await model.keepMine('mentor_tone');
    expect(model.fields.changed.value).toEqual([]);
    let sent: Drafts = {};
    background.save = (drafts) => {
      sent = drafts;
      return Promise.resolve({ ok: true });
    };
    await model.save();
    expect(sent).toEqual({
      about_user: { text: 'I am new.', base: '' },
      mentor_tone: { text: 'Mine.', base: 'Theirs.' },
    });
  });

  test('"Take the server\'s" drops the draft of that field alone, and Undo brings it back', async () => {
    const model = await changed();
    await model.takeTheirs('mentor_tone');
    expect(Object.keys(await readDrafts(ID))).toEqual(['about_user']);
    expect(model.text('mentor_tone')).toBe('Theirs.');
    await model.undo();
    expect(model.text('mentor_tone')).toBe('Mine.');
    expect(model.fields.changed.value).toEqual([]);
  });

  test('found out by the save itself, it is told without a failure', async () => {
    const model = await opened();
    await model.type('mentor_tone', 'Mine.');
    background.save = async () => {
      await serverHas({ mentor_tone: 'Theirs.' });
      return { ok: false, why: { kind: 'changed' } };
    };
    expect(await model.save()).toBe(false);
    expect(model.saving.value.kind).toBe('idle');
    expect(model.fields.changed.value).toEqual(['mentor_tone']);
  });

  test('typed the same by hand, there is nothing to choose', async () => {
    const model = await changed();
    await model.type('mentor_tone', 'Theirs.');
    expect(model.fields.changed.value).toEqual([]);
  });
});

test('a draft of which the beginning is not known meets whatever the server has', async () => {
  await writeDraft(ID, 'mentor_tone', { text: 'Mine.', base: '' });
  await writeDraft(ID, 'about_user', { text: 'I am new.', base: '' });
  const model = await opened();
  expect(model.fields.changed.value).toEqual(['mentor_tone']);
});

test('drafts of fields that the server has no more are told apart', async () => {
  await writeDraft(ID, 'content', { text: 'All in one.', base: '' });
  const model = await opened();
  expect(model.fields.strays.value).toEqual(['content']);
  await model.discard(['content']);
  expect(model.fields.strays.value).toEqual([]);
  await model.undo();
  expect(model.fields.strays.value).toEqual(['content']);
});

test('traits that are only spaced otherwise are no draft, and stay as the server has them', async () => {
  await serverHas({ desired_mentor_traits: 'calm ,kind' });
  const model = await opened();
  await model.type('desired_mentor_traits', 'calm, kind, f');
  expect(model.edited()).toEqual(['desired_mentor_traits']);
  await model.type('desired_mentor_traits', 'calm, kind');
  expect(await readDrafts(ID)).toEqual({});
  expect(model.text('desired_mentor_traits')).toBe('calm ,kind');
});

test('a starting point is put below what is there, and Undo takes it away', async () => {
  const model = await opened();
  await model.add('mentor_tone', 'Ask first.');
  expect(model.text('mentor_tone')).toBe('Calm.\nAsk first.');
  await model.add('about_user', 'I am new.');
  expect(model.text('about_user')).toBe('I am new.');
  await model.undo();
  expect(model.text('about_user')).toBe('');
  expect(model.text('mentor_tone')).toBe('Calm.\nAsk first.');
});

test('clearing saves empty fields over what is there, and Undo makes drafts of the texts', async () => {
  await serverHas({ profession: 'Nurse' });
  const model = await opened();
  await model.type('profession', 'Doctor');
  background.save = async (sent) => {
    expect(sent).toEqual({
      mentor_tone: { text: '', base: 'Calm.' },
      profession: { text: '', base: 'Nurse' },
    });
    expect(model.step.value).toBe(null);
    await serverHas({ mentor_tone: '' });
    await removeDrafts(ID, ['mentor_tone', 'profession']);
    return { ok: true };
  };
  await model.clear();
  expect(model.edited()).toEqual([]);
  expect(model.step.value?.kind).toBe('cleared');
  await model.undo();
  expect(await readDrafts(ID)).toEqual({
    mentor_tone: { text: 'Calm.', base: '' },
    profession: { text: 'Doctor', base: '' },
  });
});
