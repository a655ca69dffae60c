import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApi, DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import type { FaultRule } from '../../../dev/fake-ibl/faults.ts';
import { wordsOf } from '../../../components/ui/fault/fault-text.ts';
import { browser } from '../../../lib/browser.ts';
import { instructionOf, memoryListOf } from '../../../lib/store/items/server-cache.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { deletes } from '../../../lib/store/items/pending-deletes.ts';
import { readDrafts, writeDraft } from '../../../lib/store/items/drafts.ts';
import { speakEnglish } from '../../components/english.ts';
import { BAD_ANSWERS } from '../../harness/bad-answers.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* Deletes, the memory list, the instruction and connecting get each bad answer. Nothing is lost, and a
 * sentence tells the learner what failed. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const api = createApi({ now: () => Date.now() });
useStudy(api);
beforeEach(() => speakEnglish());
afterEach(async () => {
  expect(JSON.stringify(await browser.storage.local.get())).not.toContain(DEMO_KEY);
});

type Action = FaultRule['do'];
/** Tells whether the answer means "gone": a 404, or for a delete a 200 with JSON or no body. */
function saysGone(action: Action, method: string | undefined): boolean {
  if (action.kind === 'status') return action.status === 404;
  if (action.kind !== 'body' || method !== 'DELETE') return false;
  const { body } = action;
  return body === '' || (body.length < 10_000_000 && parses(body));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Expects a sentence for the learner about a failed request. */
const expectWords = (why: Parameters<typeof wordsOf>[0]) =>
  expect(wordsOf(why)).toMatch(/^[A-Z].*[.)]$/s);

const DELETES: Readonly<Record<string, Omit<FaultRule, 'do'>>> = {
  'reading what Waypoint wrote': { method: 'GET', path: /\/memory\/[0-9a-f]{8}-/ },
  'deleting what Waypoint wrote': { method: 'DELETE', path: /\/memory\// },
  "reading the school's row": { method: 'GET', path: /\/edx-memory\/\d+\// },
  "deleting the school's row": { method: 'DELETE', path: /\/edx-memory\/\d+\// },
};

describe.each(Object.entries(DELETES))('%s, before a delete is done', (_, rule) => {
  test.each(BAD_ANSWERS)('%s', async (__, action) => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    api.seed.edxMemory({ courseId: COURSE, data: {} });
    await study.ask({ type: 'memory/list' });
    const mend = api.faults.add({ ...rule, do: action });
    await study.remove(COURSE);
    await study.wait(10 * MINUTE);
    expect(api.log.some(({ fault }) => fault === action.kind)).toBe(true);
    for (const { method, path } of api.log) {
      if (method === 'DELETE')
        expect(path).toMatch(/\/memory\/[0-9a-f-]{36}\/$|\/edx-memory\/\d+\/$/);
    }
    const said = saysGone(action, rule.method);
    const [pending, ...others] = await deletes.read();
    expect(others).toEqual([]);
    if (!pending && !said) expect(study.memories()).toEqual([]);
    // A try without an answer may be running right now, for 10 s.
    const underWay = action.kind === 'hang' ? 10_001 : 0;
    if (pending?.failed === null) expect(pending.due).toBeGreaterThan(Date.now() - underWay);

    mend();
    await study.ask({ type: 'send/try-again' });
    await study.wait(action.kind === 'status' && action.headers ? DAY + 30 * MINUTE : 30 * MINUTE);
    expect(await deletes.read()).toEqual([]);
    if (!said) expect(study.memories()).toEqual([]);
  });
});

describe.each([
  ['what Waypoint wrote', /\/memories\//],
  ["the school's rows", /\/edx-memory\//],
])('the memory list, %s', (__, path) => {
  test.each(BAD_ANSWERS)('%s', async (_, action) => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.ask({ type: 'memory/list' });
    const [connection] = await connections.read();
    const before = await memoryListOf(connection?.id ?? '').read();
    const mend = api.faults.add({ method: 'GET', path, do: action });
    const asked = study.first.send({ type: 'memory/list' });
    await study.settle();
    await study.wait(11_000);
    const reply = await asked;
    if (!reply.ok) {
      expectWords(reply.why);
      expect(await memoryListOf(connection?.id ?? '').read()).toEqual(before);
    }
    mend();
    expect(await study.ask({ type: 'memory/list' })).toEqual({ ok: true });
    expect((await memoryListOf(connection?.id ?? '').read())?.rows).toEqual(before?.rows);
  });
});

test.each(BAD_ANSWERS)('reading the instruction: %s', async (_, action) => {
  await study.connect();
  api.seed.instruction({ about_user: 'old' });
  await study.ask({ type: 'instruction/read' });
  const id = await study.connectionId();
  const before = await instructionOf(id).read();
  const mend = api.faults.add({ method: 'GET', path: /custom-instruction/, do: action });
  const asked = study.first.send({ type: 'instruction/read' });
  await study.settle();
  await study.wait(21_000);
  const reply = await asked;
  if (!reply.ok) {
    expectWords(reply.why);
    expect(await instructionOf(id).read()).toEqual(before);
  }
  mend();
  expect(await study.ask({ type: 'instruction/read' })).toEqual({ ok: true });
  expect((await instructionOf(id).read())?.fields.about_user).toBe('old');
});

test.each(BAD_ANSWERS)('saving the instruction: %s', async (_, action) => {
  await study.connect();
  api.seed.instruction({ about_user: 'old' });
  await study.ask({ type: 'instruction/read' });
  const id = await study.connectionId();
  await writeDraft(id, 'about_user', { text: 'new', base: 'old' });
  const save = { about_user: { text: 'new', base: 'old' } };
  const mend = api.faults.add({ method: 'PUT', path: /custom-instruction/, do: action });
  const asked = study.first.send({ type: 'instruction/save', fields: save });
  await study.settle();
  await study.wait(21_000);
  const reply = await asked;
  const draft = (await readDrafts(id)).about_user;
  mend();
  // The typed text is in the draft or on the server.
  if (draft) {
    expect(reply.ok).toBe(false);
    expect(draft.text).toBe('new');
    await study.ask({ type: 'instruction/save', fields: { about_user: draft } });
  }
  expect(await readDrafts(id)).toEqual({});
  const said = api.log.findLast(({ method, path }) => method === 'GET' && path.includes('custom'));
  expect(said?.status).toBe(200);
});

test.each(BAD_ANSWERS)('connecting: %s', async (_, action) => {
  const mend = api.faults.add({ path: /edx-memory/, do: action });
  const asked = study.first.send({
    type: 'connection/connect',
    id: null,
    address: '',
    org: 'demo-university',
    username: 'ada',
    key: DEMO_KEY,
  });
  await study.settle();
  await study.wait(31_000);
  const reply = await asked;
  if (!reply.ok) {
    const { why } = reply;
    if (why.kind === 'field' || why.kind === 'address') throw new Error('Nothing typed is wrong.');
    if (why.kind === 'duplicate' || why.kind === 'no-permission' || why.kind === 'stopped')
      throw new Error(why.kind);
    if (why.kind === 'set-by-organization') throw new Error('No organization has set anything.');
    expectWords(why);
    expect(await connections.read()).toEqual([]);
  }
  mend();
  expect(await study.connect()).toEqual({ ok: true });
  expect(await connections.read()).toHaveLength(1);
});
