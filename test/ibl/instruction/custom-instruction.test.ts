import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  readInstruction,
  saveInstruction,
  type CustomInstruction,
} from '../../../lib/ibl/instruction/custom-instruction.ts';

/* Tests reading and saving the custom instruction, request by request. */

afterEach(() => vi.unstubAllGlobals());

const PATH = '/api/ai-mentor/orgs/main/users/ada/custom-instruction/';
const account = {
  base: 'https://base.manager.iblai.app',
  org: 'main',
  username: 'ada',
  scheme: 'Token',
  key: 's3cret',
} as const;
const client = { account, onExchange: () => Promise.resolve(), onInvalid: () => undefined };

type Reply = readonly [status: number, body: unknown];
/** Answers with these replies in turn and records the requests. */
function server(...replies: readonly Reply[]) {
  const asked: string[] = [];
  const left = [...replies];
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    asked.push(typeof body === 'string' ? `${method} ${body}` : `${method}`);
    const [status, reply] = left.shift() ?? [500, { detail: 'Asked too often.' }];
    return await Promise.resolve(Response.json(reply, { status }));
  });
  return asked;
}
const methods = (asked: readonly string[]) => asked.map((one) => one.split(' ', 1)[0]);

const NONE = { about_user: '', mentor_tone: '', profession: '', desired_mentor_traits: '' };
const structured: CustomInstruction = { shape: 'structured', exists: true, fields: NONE };
const content: CustomInstruction = { shape: 'content', exists: true, fields: { content: '' } };
const GONE: Reply = [404, { detail: 'No CustomInstruction matches the given query.' }];

describe('reading an instruction', () => {
  test.each<[string, Reply, object]>([
    ['fields', [200, { about_user: 'A', mentor_tone: null }], { about_user: 'A' }],
    ['an empty row', [200, {}], {}],
    ['fields beside a content', [200, { about_user: 'A', content: 'B' }], { about_user: 'A' }],
  ])('gives all fields of the structured shape from %s', async (_, reply, fields) => {
    server(reply);
    const body = { ...structured, fields: { ...NONE, ...fields } };
    expect(await readInstruction(client)).toMatchObject({ ok: true, body });
  });

  test.each<[string, unknown, string]>([
    ['a content', { content: 'A' }, 'A'],
    ['an empty content', { content: null }, ''],
  ])('gives the content shape from %s', async (_, reply, text) => {
    server([200, reply]);
    const body = { ...content, fields: { content: text } };
    expect(await readInstruction(client)).toMatchObject({ ok: true, body });
  });

  test('says that there is none yet after a 404 about an instruction', async () => {
    server(GONE);
    const body = { ...structured, exists: false };
    expect(await readInstruction(client)).toMatchObject({ ok: true, status: 404, body });
  });

  test.each<[string, Reply]>([
    ['a 404 about something else', [404, { detail: 'Not found.' }]],
    ['any other error about an instruction', [500, { detail: 'The instruction is locked.' }]],
    ['no access to an instruction', [403, { detail: 'Not your instruction.' }]],
  ])('ends in a fault after %s', async (_, reply) => {
    server(reply);
    const fault = { kind: 'status', status: reply[0] };
    expect(await readInstruction(client)).toMatchObject({ ok: false, fault });
  });

  test('rejects and reports an invalid answer', async () => {
    server([200, { about_user: 7 }]);
    const onInvalid = vi.fn();
    const fault = { kind: 'not-ibl', status: 200 };
    expect(await readInstruction({ ...client, onInvalid })).toEqual({ ok: false, fault });
    expect(onInvalid).toHaveBeenCalledWith(expect.objectContaining({ method: 'GET', path: PATH }));
  });
});

describe('saving an instruction', () => {
  const save = (known: CustomInstruction) => saveInstruction(client, known, { about_user: 'A' });
  const refusal = (detail: object): Reply => [400, detail];
  const kept: Reply = [200, { about_user: 'A' }];

  test.each<[string, CustomInstruction, Reply[], string[]]>([
    ['a row that is there', structured, [[200, {}], kept], ['PUT', 'GET']],
    ['a row that is gone', structured, [GONE, [201, {}], kept], ['PUT', 'POST', 'GET']],
    ['no row', { ...structured, exists: false }, [[201, {}], kept], ['POST', 'GET']],
    [
      'no row, where one was made meanwhile',
      { ...structured, exists: false },
      [[409, { error: 'It is there.' }], [200, {}], kept],
      ['POST', 'PUT', 'GET'],
    ],
  ])('sends the right shape: %s', async (_, known, replies, wanted) => {
    const asked = server(...replies);
    expect(await save(known)).toMatchObject({ ok: true, body: { kind: 'saved' } });
    expect(methods(asked)).toEqual(wanted);
    expect(asked[0]).toContain(JSON.stringify({ ...NONE, about_user: 'A' }));
  });

  test.each<[string, CustomInstruction, Reply]>([
    ['409 to a row that is there', structured, [409, { error: 'It is there.' }]],
    ['404 where there is no row', { ...structured, exists: false }, GONE],
    ['500', structured, [500, {}]],
    ['400 to a row that is there', structured, refusal({ detail: 'No.' })],
    [
      '400 about what was typed',
      { ...structured, exists: false },
      refusal({ about_user: ['Too long.'] }),
    ],
    [
      '400 about what was typed, among others',
      { ...structured, exists: false },
      refusal({ content: ['Required.'], profession: ['Too long.'] }),
    ],
  ])('does not try the other shape when it is rejected with %s', async (_, known, reply) => {
    const asked = server(reply);
    const fault = { kind: 'status', status: reply[0] };
    expect(await save(known)).toMatchObject({ ok: false, fault });
    expect(asked).toHaveLength(1);
  });

  test.each<[string, CustomInstruction, Reply, object, object]>([
    [
      'content',
      { ...structured, exists: false },
      refusal({ content: ['Required.'] }),
      { about_user: 'A', mentor_tone: ' ', profession: 'B' },
      { content: 'A\nB' },
    ],
    [
      'content, which it does not name',
      { ...structured, exists: false },
      refusal({ detail: 'No.' }),
      { about_user: 'A' },
      { content: 'A' },
    ],
    [
      'fields',
      { ...content, exists: false },
      refusal({ about_user: ['Required.'] }),
      { content: 'A' },
      { ...NONE, about_user: 'A' },
    ],
  ])(
    'uses, the first time, the shape of a server that wants %s',
    async (_, known, reply, edits, sent) => {
      const asked = server(reply, [201, {}], [200, sent]);
      expect(await saveInstruction(client, known, edits)).toMatchObject({ ok: true });
      expect(asked.slice(1)).toEqual([`POST ${JSON.stringify(sent)}`, 'GET']);
    },
  );

  test('reports the first rejection when both shapes are rejected', async () => {
    server(refusal({ detail: 'First.' }), refusal({ detail: 'Second.' }));
    const fault = { status: 400, words: 'First.' };
    expect(await save({ ...structured, exists: false })).toMatchObject({ ok: false, fault });
  });

  test.each<[string, Reply, object]>([
    ['something else', [200, { about_user: 'B' }], { kind: 'differs', fields: ['about_user'] }],
    ['nothing', GONE, { kind: 'differs', fields: ['about_user'], now: { exists: false } }],
    ['the same with other white space', [200, { about_user: ' A\n' }], { kind: 'saved' }],
  ])('compares what was sent with what the server stored: %s', async (_, reply, body) => {
    server([200, {}], reply);
    expect(await save(structured)).toMatchObject({ ok: true, body });
  });

  test('detects an empty instruction that is not stored at all, although no field differs', async () => {
    server([200, {}], GONE);
    const body = { kind: 'differs', fields: [] };
    expect(await saveInstruction(client, structured, {})).toMatchObject({ ok: true, body });
  });

  test('ends in a fault when the instruction cannot be read afterwards', async () => {
    server([200, {}], [500, {}]);
    expect(await save(structured)).toMatchObject({ ok: false, fault: { status: 500 } });
  });
});
