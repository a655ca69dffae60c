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
import { eventually } from '../../harness/eventually.ts';

/** Replaces the background worker. The test says what a save does. */
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

/** Stores fields as if they had just been read from the server. */
const serverHas = (now: Partial<typeof fields>) =>
  instructionOf(ID).write({ shape: 'structured', exists: true, fields: { ...fields, ...now } });

async function opened() {
  const model = createInstruction();
  await eventually(() => expect(model.state.value?.stored).toBeTruthy());
  return { ...model, text: model.fields.text, edited: () => model.fields.edited.value };
}

test('typing stores a draft with the text it began with, and typing that text again removes the draft', async () => {
  const model = await opened();
  await model.type('mentor_tone', 'Calm. Short.');
  await model.type('mentor_tone', 'Calm. Shorter.');
  expect(await readDrafts(ID)).toEqual({ mentor_tone: { text: 'Calm. Shorter.', base: 'Calm.' } });
  expect(model.edited()).toEqual(['mentor_tone']);
  await model.type('mentor_tone', 'Calm.');
  expect(await readDrafts(ID)).toEqual({});
  expect(model.edited()).toEqual([]);
});

test('another window sees the draft, and sees when it is discarded', async () => {
  const [here, there] = [await opened(), await opened()];
  await here.type('about_user', 'I study at night.');
  await eventually(() => expect(there.text('about_user')).toBe('I study at night.'));
  await there.discard();
  await eventually(() => expect(here.text('about_user')).toBe(''));
  await there.undo();
  await eventually(() => expect(here.text('about_user')).toBe('I study at night.'));
});

test('text typed during a save stays a draft, though the worker removes the saved draft', async () => {
  const model = await opened();
  await model.type('about_user', 'One');
  background.save = async (sent) => {
    expect(sent).toEqual({ about_user: { text: 'One', base: '' } });
    await model.type('about_user', 'One, two');
    // A change of the store meanwhile neither overwrites what is typed nor counts as another device's.
    await writeDraft(ID, 'about_user', { text: 'One', base: '' });
    await serverHas({ about_user: 'One' });
    await eventually(() => expect(model.fields.stored('about_user')).toBe('One'));
    expect(model.text('about_user')).toBe('One, two');
    expect(model.fields.changed.value).toEqual([]);
    await removeDrafts(ID, ['about_user']);
    return { ok: true };
  };
  await model.save();
  expect(model.saving.value.kind).toBe('saved');
  // The question whether to clear all fields opens.
  model.unsay();
  expect(model.saving.value.kind).toBe('idle');
  expect(model.text('about_user')).toBe('One, two');
  // The draft now begins with the saved text, because nobody else changed it.
  expect(await readDrafts(ID)).toEqual({ about_user: { text: 'One, two', base: 'One' } });
  expect(model.fields.changed.value).toEqual([]);
});

test('a failed save keeps the draft and shows its reason, even if the learner continues to type', async () => {
  const model = await opened();
  await model.type('about_user', 'One');
  background.save = () => Promise.reject(new Error('nobody there'));
  await model.save();
  expect(await readDrafts(ID)).toEqual({ about_user: { text: 'One', base: '' } });
  await model.type('about_user', 'One, two');
  expect(model.saving.value).toEqual({
    kind: 'failed',
    why: { kind: 'no-answer' },
    edited: new Set(['about_user']),
  });
});

test('save does not send a profession that is longer than the server accepts', async () => {
  const model = await opened();
  background.save = vi.fn();
  await model.type('profession', 'x'.repeat(101));
  expect(await model.save()).toBe(false);
  expect(background.save).not.toHaveBeenCalled();
  expect(model.saving.value.kind).toBe('idle');
});

describe('when another device changed an edited field', () => {
  async function changed() {
    const model = await opened();
    await model.type('mentor_tone', 'Mine.');
    await model.type('about_user', 'I am new.');
    await serverHas({ mentor_tone: 'Theirs.', profession: 'Nurse' });
    await eventually(() => expect(model.fields.changed.value).toEqual(['mentor_tone']));
    return model;
  }

  test('save sends nothing before the learner chooses a version, even if they continue to type', async () => {
    const model = await changed();
    background.save = vi.fn();
    await model.type('mentor_tone', 'Mine, still.');
    expect(await model.save()).toBe(false);
    expect(background.save).not.toHaveBeenCalled();
    expect(model.text('mentor_tone')).toBe('Mine, still.');
    expect(model.text('profession')).toBe('Nurse');
  });

  test('“Keep mine” sends the draft with the text that it replaces', async () => {
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

  test('“Take the server’s” removes the draft of that field only, and Undo restores it', async () => {
    const model = await changed();
    await model.takeTheirs('mentor_tone');
    expect(Object.keys(await readDrafts(ID))).toEqual(['about_user']);
    expect(model.text('mentor_tone')).toBe('Theirs.');
    await model.undo();
    expect(model.text('mentor_tone')).toBe('Mine.');
    expect(model.fields.changed.value).toEqual([]);
  });

  test('a conflict that the save finds is shown as a conflict, not as a failure', async () => {
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

  test('the conflict ends when the learner types the same text', async () => {
    const model = await changed();
    await model.type('mentor_tone', 'Theirs.');
    expect(model.fields.changed.value).toEqual([]);
  });
});

test('a draft that began with another text conflicts with what the server has', async () => {
  await writeDraft(ID, 'mentor_tone', { text: 'Mine.', base: '' });
  await writeDraft(ID, 'about_user', { text: 'I am new.', base: '' });
  const model = await opened();
  expect(model.fields.changed.value).toEqual(['mentor_tone']);
});

test('drafts of fields that the server no longer has are listed apart', async () => {
  await writeDraft(ID, 'content', { text: 'All in one.', base: '' });
  const model = await opened();
  expect(model.fields.strays.value).toEqual(['content']);
  await model.discard(['content']);
  expect(model.fields.strays.value).toEqual([]);
  await model.undo();
  expect(model.fields.strays.value).toEqual(['content']);
});

test('traits that differ only in spaces are not a draft, and stay as the server has them', async () => {
  await serverHas({ desired_mentor_traits: 'calm ,kind' });
  const model = await opened();
  await model.type('desired_mentor_traits', 'calm, kind, f');
  expect(model.edited()).toEqual(['desired_mentor_traits']);
  await model.type('desired_mentor_traits', 'calm, kind');
  expect(await readDrafts(ID)).toEqual({});
  expect(model.text('desired_mentor_traits')).toBe('calm ,kind');
});

test('a starting point is added below the text, and Undo removes it', async () => {
  const model = await opened();
  await model.add('mentor_tone', 'Ask first.');
  expect(model.text('mentor_tone')).toBe('Calm.\nAsk first.');
  await model.add('about_user', 'I am new.');
  expect(model.text('about_user')).toBe('I am new.');
  await model.undo();
  expect(model.text('about_user')).toBe('');
  expect(model.text('mentor_tone')).toBe('Calm.\nAsk first.');
});

test('clear saves empty fields, and Undo turns the old texts into drafts', async () => {
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

test('either text can be chosen where the server stored something else', async () => {
  const model = await opened();
  const names = ['about_user', 'profession'] as const;
  for (const name of names) await model.type(name, 'As I wrote it.');
  background.save = async () => {
    await serverHas({ about_user: 'As', profession: 'As' });
    return { ok: false, why: { kind: 'differs', fields: names } };
  };
  await model.save();
  expect(model.saving.value).toEqual({ kind: 'differs', fields: names });
  await model.keepMine('about_user');
  expect(model.saving.value).toEqual({ kind: 'differs', fields: ['profession'] });
  expect(model.text('about_user')).toBe('As I wrote it.');
  await model.takeTheirs('profession');
  expect(model.text('profession')).toBe('As');
  expect(model.edited()).toEqual(['about_user']);
});
