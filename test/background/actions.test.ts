import { beforeEach, describe, expect, test } from 'vitest';
import { instructionOf, memoryListOf } from '../../lib/store/items/server-cache.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { readDrafts, writeDraft } from '../../lib/store/items/drafts.ts';
import { COURSE } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';

let id: string;
useStudy();
beforeEach(async () => {
  await study.connect();
  id = await study.connectionId();
});

const since = (start: number) =>
  study.api.log.slice(start).map(({ method, path }) => `${method} ${path.split('/ada/')[1]}`);

describe('the custom instruction', () => {
  /** Saves texts that are based on an empty instruction, or on the texts in `bases`. */
  const save = (texts: Record<string, string>, bases: Record<string, string> = {}) => {
    const entries = Object.entries(texts);
    const fields = entries.map(([field, text]) => [field, { text, base: bases[field] ?? '' }]);
    return study.ask({ type: 'instruction/save', fields: Object.fromEntries(fields) });
  };
  const draft = (field: 'about_user' | 'mentor_tone' | 'profession', text: string, base = '') =>
    writeDraft(id, field, { text, base });
  const kept = async () => (await instructionOf(id).read())?.fields;

  test.each(['empty-row', '404'] as const)(
    'is saved for the first time on a server that answers with %s',
    async (missing) => {
      study.api.seed.server({ missing });
      expect(await study.ask({ type: 'instruction/read' })).toEqual({ ok: true });
      expect((await instructionOf(id).read())?.fields['about_user']).toBe('');
      await draft('about_user', 'Night student');
      expect(await save({ about_user: 'Night student' })).toEqual({ ok: true });
      expect(await readDrafts(id)).toEqual({});
      expect(await instructionOf(id).read()).toMatchObject({
        exists: true,
        fields: { about_user: 'Night student' },
      });
    },
  );

  test('keeps the current text of the server in fields that were not edited', async () => {
    study.api.seed.instruction({ about_user: 'old', profession: 'Nurse' });
    await study.ask({ type: 'instruction/read' });
    study.api.seed.instruction({ about_user: 'old', profession: 'Doctor' });
    await save({ about_user: 'new' }, { about_user: 'old' });
    expect(await instructionOf(id).read()).toMatchObject({
      fields: { about_user: 'new', profession: 'Doctor' },
    });
  });

  test('is saved in the other shape after the server rejects the first one', async () => {
    study.api.seed.server({ instruction: 'content', missing: '404' });
    await study.ask({ type: 'instruction/read' });
    expect(await save({ about_user: 'one', mentor_tone: 'two' })).toEqual({ ok: true });
    expect(await instructionOf(id).read()).toMatchObject({
      shape: 'content',
      fields: { content: 'one\ntwo' },
    });
  });

  test('is not called saved if the server stored something else, and the drafts of those fields stay', async () => {
    study.api.seed.server({ storesSomethingElse: 'nothing' });
    await draft('mentor_tone', 'Kind');
    const reply = await save({ mentor_tone: 'Kind' });
    expect(reply).toEqual({ ok: false, why: { kind: 'differs', fields: ['mentor_tone'] } });
    expect(await readDrafts(id)).toEqual({ mentor_tone: { text: 'Kind', base: '' } });
  });

  test('has a draft based on what the server kept if the server shortened the text', async () => {
    study.api.seed.server({ storesSomethingElse: 'shortened' });
    await draft('mentor_tone', 'Kind and very patient');
    await save({ mentor_tone: 'Kind and very patient' });
    const begun = { text: 'Kind and very patient', base: 'Kind and ver' };
    expect(await readDrafts(id)).toEqual({ mentor_tone: begun });
  });

  test('loses no text that was not edited and that the server shortened', async () => {
    study.api.seed.instruction({ about_user: 'Long enough to be cut' });
    study.api.seed.server({ storesSomethingElse: 'shortened' });
    const reply = await save({ mentor_tone: 'Kind' });
    expect(reply).toEqual({ ok: false, why: { kind: 'differs', fields: ['about_user'] } });
    const begun = { text: 'Long enough to be cut', base: 'Long enough ' };
    expect(await readDrafts(id)).toEqual({ about_user: begun });
  });

  describe('after another device has written', () => {
    beforeEach(async () => {
      study.api.seed.instruction({ about_user: 'theirs', mentor_tone: 'Calm.' });
      await draft('about_user', 'mine', 'old');
    });

    test('an edited field is not sent, its draft stays, and the text of the other device is stored', async () => {
      const start = study.api.log.length;
      const fields = { about_user: 'mine', mentor_tone: 'Short.' };
      const reply = await save(fields, { about_user: 'old', mentor_tone: 'Calm.' });
      expect(reply).toEqual({ ok: false, why: { kind: 'changed' } });
      expect(since(start)).toEqual(['GET custom-instruction/']);
      expect(await kept()).toMatchObject({ about_user: 'theirs', mentor_tone: 'Calm.' });
      expect(await readDrafts(id)).toEqual({ about_user: { text: 'mine', base: 'old' } });
    });

    test('the same text needs no choice', async () => {
      expect(await save({ about_user: 'theirs ' }, { about_user: 'old' })).toEqual({ ok: true });
    });

    test('the learner can replace the text of the other device', async () => {
      expect(await save({ about_user: 'mine' }, { about_user: 'theirs' })).toEqual({ ok: true });
      expect(await kept()).toMatchObject({ about_user: 'mine', mentor_tone: 'Calm.' });
    });
  });

  test('neither sends a field that the server no longer has, nor calls it saved', async () => {
    study.api.seed.server({ instruction: 'content' });
    study.api.seed.instruction({ content: 'All in one.' });
    await draft('about_user', 'mine');
    expect(await save({ about_user: 'mine' })).toEqual({ ok: false, why: { kind: 'changed' } });
    expect(study.writes()).toEqual([]);
    expect(await readDrafts(id)).toEqual({ about_user: { text: 'mine', base: '' } });
  });

  test('accepts traits that come back with other spaces', async () => {
    study.api.seed.instruction({ desired_mentor_traits: 'calm ,kind' });
    const base = { desired_mentor_traits: 'calm,  kind' };
    expect(await save({ desired_mentor_traits: 'kind' }, base)).toEqual({ ok: true });
  });

  test('does not send a text that is too long, and keeps its draft', async () => {
    await draft('profession', 'x'.repeat(101));
    const start = study.api.log.length;
    const reply = await save({ profession: 'x'.repeat(101) });
    expect(reply).toMatchObject({ ok: false, why: { kind: 'too-long', field: 'profession' } });
    expect(since(start)).toEqual([]);
    expect((await readDrafts(id)).profession?.text).toHaveLength(101);
  });

  test('reports a field error in the words of the server, and keeps the draft', async () => {
    await draft('about_user', 'No <b>.');
    const body = { about_user: ['Plain text only.'] };
    study.api.faults.add({ method: 'PUT', do: { kind: 'status', status: 400, body } });
    const why = { kind: 'status', status: 400, fields: { about_user: 'Plain text only.' } };
    expect(await save({ about_user: 'No <b>.' })).toMatchObject({ ok: false, why });
    expect(await readDrafts(id)).toEqual({ about_user: { text: 'No <b>.', base: '' } });
  });

  test('reports a server without the route', async () => {
    study.api.seed.server({ instruction: 'absent' });
    expect(await study.ask({ type: 'instruction/read' })).toMatchObject({
      ok: false,
      why: { status: 404 },
    });
  });
});

describe('the memory list', () => {
  const list = async () => {
    expect(await study.ask({ type: 'memory/list' })).toEqual({ ok: true });
    return await memoryListOf(id).read();
  };

  test('joins both kinds of rows by course over all pages, newest first, and counts rows of others', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    for (let i = 0; i < 120; i += 1) {
      const courseId = `course-v1:S+C${i}+R`;
      study.api.seed.edxMemory({
        courseId,
        lastModified: `2026-01-01T00:${String(i % 60).padStart(2, '0')}:00.123456`,
      });
    }
    study.api.seed.edxMemory({ courseId: COURSE, data: ['any', 'JSON'] });
    study.api.seed.edxMemory({ courseId: 'course-v1:X+Y+Z', username: 'someone' });
    const stored = await list();
    expect(stored?.rows).toHaveLength(121);
    expect(stored?.foreign).toBe(1);
    expect(stored?.rows[0]).toMatchObject({ courseKey: COURSE, edx: { json: '["any","JSON"]' } });
    expect(stored?.rows[0]?.ours?.text).toContain('"Unit a"');
  });

  test('carries out a delete after 10 s and not before, and sends no place of the course meanwhile', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    study.api.seed.edxMemory({ courseId: COURSE, data: {} });
    await list();
    const start = study.api.log.length;
    await study.remove(COURSE);
    await study.seeUnit('b');
    await study.wait(9_500);
    expect(since(start)).toEqual([]);
    await study.wait(1_000);
    expect(study.memories()).toEqual([]);
    expect(since(start).map((line) => line.split(' ')[0])).toEqual([
      'GET',
      'DELETE',
      'GET',
      'DELETE',
    ]);
    expect((await memoryListOf(id).read())?.rows).toEqual([]);
    // The pending place is deleted too. The next place creates the memory again.
    await study.wait(60_000);
    expect(study.memories()).toEqual([]);
    await study.seeUnit('c');
    await study.wait(6_000);
    expect(study.memories()[0]?.entries[0]?.value).not.toContain('Unit a');
  });

  test('delays a delete for as long as Retry-After asks', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await list();
    study.api.faults.add({
      times: 1,
      do: { kind: 'status', status: 503, headers: { 'Retry-After': '600' } },
    });
    await study.remove(COURSE);
    const start = study.api.log.length;
    await study.wait(9 * 60_000);
    expect(since(start)).toHaveLength(1);
    await study.wait(12 * 60_000);
    expect(study.memories()).toEqual([]);
  });

  test('does not carry out a delete that is undone while its memory is read', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await list();
    study.api.faults.add({ times: 1, do: { kind: 'delay', ms: 3_000 } });
    await study.remove(COURSE);
    await study.wait(11_000);
    await study.ask({ type: 'memory/undo', courses: [COURSE] });
    await study.wait(60_000);
    expect(study.memories()).toHaveLength(1);
  });

  test('carries out a delete after reconnecting if the learner disconnected while its memory was read', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await list();
    study.api.faults.add({ times: 1, do: { kind: 'delay', ms: 3_000 } });
    await study.remove(COURSE);
    await study.wait(11_000);
    await study.disconnect();
    await study.wait(60_000);
    expect(study.memories()).toHaveLength(1);
    await study.connect();
    await study.wait(1_000);
    expect(study.memories()).toEqual([]);
  });

  test('sends the pending place after a delete is rejected', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await list();
    study.api.faults.add({ times: 1, do: { kind: 'status', status: 400 } });
    await study.remove(COURSE);
    await study.seeUnit('b');
    await study.wait(60_000);
    expect(study.memories()[0]?.entries[0]?.value).toContain(
      'Now at: "Introduction" > "Demo Course Overview" > "Unit b"',
    );
  });

  test('can undo one of several deletes, and a stopped worker loses none', async () => {
    for (const n of [1, 2, 3])
      study.api.seed.edxMemory({ courseId: `course-v1:A+B+${n}`, data: n });
    await list();
    for (const n of [1, 2, 3]) await study.remove(`course-v1:A+B+${n}`);
    await study.ask({ type: 'memory/undo', courses: ['course-v1:A+B+2'] });
    study.stopWorker();
    await study.wait(40_000);
    expect((await list())?.rows.map(({ courseKey }) => courseKey)).toEqual(['course-v1:A+B+2']);
  });

  test('counts a row that is gone as deleted, and reports a rejection in the words of the server', async () => {
    // Long before the visit, so the school does not count as keeping the place itself.
    const lastModified = '2026-01-01T00:00:00.000001';
    study.api.seed.edxMemory({ courseId: COURSE, data: 1, lastModified });
    await list();
    await study.remove(COURSE);
    const end = study.api.faults.add({
      method: 'DELETE',
      do: { kind: 'status', status: 400, body: { detail: 'Not today.' } },
    });
    await study.wait(11_000);
    expect(await deletes.read()).toMatchObject([{ failed: '400 Not today.' }]);
    // The rejected delete no longer delays a place.
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
    end();
    study.api.faults.add({
      path: /edx-memory\/\d/,
      do: { kind: 'status', status: 404, body: { detail: 'Not found.' } },
    });
    await study.ask({ type: 'send/try-again' });
    await study.wait(1_000);
    expect(await deletes.read()).toEqual([]);
  });

  test('never deletes a row that no longer belongs to the learner', async () => {
    const row = study.api.seed.edxMemory({ courseId: 'course-v1:A+B+C', data: 1 });
    await list();
    await study.remove('course-v1:A+B+C');
    const body = { id: row, username: 'grace', student: 9, course_id: 'course-v1:A+B+C', data: 1 };
    study.api.faults.add({
      method: 'GET',
      path: /edx-memory\/\d/,
      do: { kind: 'body', body: JSON.stringify(body) },
    });
    await study.wait(11_000);
    expect(since(0).filter((line) => line.startsWith('DELETE'))).toEqual([]);
    expect((await deletes.read())[0]?.failed).not.toBeNull();
  });
});
