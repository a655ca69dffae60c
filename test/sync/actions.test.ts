import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instructionOf, memoryListOf } from '../../lib/store/cache.ts';
import { connections } from '../../lib/store/connections.ts';
import { deletes } from '../../lib/store/deletes.ts';
import { readDrafts, writeDraft } from '../../lib/store/drafts.ts';
import { COURSE } from './examples.ts';
import { openStudy, type Study } from './study.ts';

let study: Study;
let id: string;
beforeEach(async () => {
  study = await openStudy();
  await study.connect();
  id = (await connections.read())[0]?.id ?? '';
});
afterEach(() => {
  expect(study.api.violations).toEqual([]);
  study.close();
});

const since = (start: number) =>
  study.api.log.slice(start).map(({ method, path }) => `${method} ${path.split('/ada/')[1]}`);

describe('the custom instruction', () => {
  const save = (fields: Record<string, string>) => study.ask({ type: 'instruction/save', fields });

  test.each(['empty-row', '404'] as const)(
    'a first save, where nothing is kept as %s',
    async (missing) => {
      study.api.seed.server({ missing });
      expect(await study.ask({ type: 'instruction/read' })).toEqual({ ok: true });
      expect((await instructionOf(id).read())?.fields['about_user']).toBe('');
      await writeDraft(id, 'about_user', 'Night student');
      expect(await save({ about_user: 'Night student' })).toEqual({ ok: true });
      expect(await readDrafts(id)).toEqual({});
      expect(await instructionOf(id).read()).toMatchObject({
        exists: true,
        fields: { about_user: 'Night student' },
      });
    },
  );

  test('fields that were not edited stay as the server has them now', async () => {
    study.api.seed.instruction({ about_user: 'old', profession: 'Nurse' });
    await study.ask({ type: 'instruction/read' });
    study.api.seed.instruction({ about_user: 'old', profession: 'Doctor' });
    await save({ about_user: 'new' });
    expect(await instructionOf(id).read()).toMatchObject({
      fields: { about_user: 'new', profession: 'Doctor' },
    });
  });

  test('a server of the other shape is found out by its first refusal', async () => {
    study.api.seed.server({ instruction: 'content', missing: '404' });
    await study.ask({ type: 'instruction/read' });
    expect(await save({ about_user: 'one', mentor_tone: 'two' })).toEqual({ ok: true });
    expect(await instructionOf(id).read()).toMatchObject({
      shape: 'content',
      fields: { content: 'one\ntwo' },
    });
  });

  test('a yes that is not true is told with the fields, and their drafts stay', async () => {
    study.api.seed.server({ storesSomethingElse: 'nothing' });
    await writeDraft(id, 'mentor_tone', 'Kind');
    const reply = await save({ mentor_tone: 'Kind' });
    expect(reply).toEqual({ ok: false, why: { kind: 'differs', fields: ['mentor_tone'] } });
    expect(await readDrafts(id)).toEqual({ mentor_tone: 'Kind' });
  });

  test('what is too long is not sent, and the draft stays', async () => {
    await writeDraft(id, 'profession', 'x'.repeat(101));
    const start = study.api.log.length;
    const reply = await save({ profession: 'x'.repeat(101) });
    expect(reply).toMatchObject({ ok: false, why: { kind: 'too-long', field: 'profession' } });
    expect(since(start)).toEqual([]);
    expect((await readDrafts(id)).profession).toHaveLength(101);
  });

  test('a field error of the server is told in its words, and the draft stays', async () => {
    await writeDraft(id, 'about_user', 'No <b>.');
    const body = { about_user: ['Plain text only.'] };
    study.api.faults.add({ method: 'PUT', do: { kind: 'status', status: 400, body } });
    const why = { kind: 'status', status: 400, words: 'about_user: Plain text only.' };
    expect(await save({ about_user: 'No <b>.' })).toMatchObject({ ok: false, why });
    expect(await readDrafts(id)).toEqual({ about_user: 'No <b>.' });
  });

  test('a server without the route says so', async () => {
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

  test('joins both by course, newest first, over all pages, and counts rows of others', async () => {
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

  test('a delete is carried out after 10 s and not before, and is not sent for meanwhile', async () => {
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
    // What waited was about what is gone; the next place makes it anew.
    await study.wait(60_000);
    expect(study.memories()).toEqual([]);
    await study.seeUnit('c');
    await study.wait(6_000);
    expect(study.memories()[0]?.entries[0]?.value).not.toContain('Unit a');
  });

  test('several can be undone apart; a stopped worker forgets none', async () => {
    for (const n of [1, 2, 3])
      study.api.seed.edxMemory({ courseId: `course-v1:A+B+${n}`, data: n });
    await list();
    for (const n of [1, 2, 3]) await study.remove(`course-v1:A+B+${n}`);
    await study.ask({ type: 'memory/undo', courses: ['course-v1:A+B+2'] });
    study.stopWorker();
    await study.wait(40_000);
    expect((await list())?.rows.map(({ courseKey }) => courseKey)).toEqual(['course-v1:A+B+2']);
  });

  test('what was deleted elsewhere counts as done; a refusal comes back with its words', async () => {
    study.api.seed.edxMemory({ courseId: COURSE, data: 1 });
    await list();
    await study.remove(COURSE);
    const end = study.api.faults.add({
      method: 'DELETE',
      do: { kind: 'status', status: 400, body: { detail: 'Not today.' } },
    });
    await study.wait(11_000);
    expect(await deletes.read()).toMatchObject([{ failed: '400 Not today.' }]);
    // It holds nothing back any more.
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

  test('a row that is no longer ours is never deleted', async () => {
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
