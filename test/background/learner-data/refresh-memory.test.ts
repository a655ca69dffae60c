import { beforeEach, expect, test } from 'vitest';
import { DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { connectNight, idOf } from '../../harness/two-schools.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();
beforeEach(() => study.connect());

async function status(): Promise<boolean | null> {
  const id = await study.connectionId();
  return await study.ask({ type: 'memory/status', connectionId: id });
}

test.each([
  ['on', true],
  ['off', false],
  ['unset', null],
  ['forbidden', null],
] as const)('a server on which it is %s', async (memoryStatus, said) => {
  study.api.seed.server({ memoryStatus });
  expect(await status()).toBe(said);
});

test('of each school it is asked with its own key', async () => {
  study.api.seed.server({ memoryStatus: 'on' });
  await connectNight(study);
  const no = { kind: 'body', body: '{"enabled":false}' } as const;
  study.api.faults.add({ path: /orgs\/night-school.*memory-status/, do: no });
  const of = async (org: string) =>
    await study.ask({ type: 'memory/status', connectionId: await idOf(org) });
  expect([await of(DEMO_ORG), await of(OTHER_ORG)]).toEqual([true, false]);
});

test.each(['[]', '{}', '{"enabled":"yes"}', 'null', '<title>Sign in</title>', ''])(
  'an answer that says nothing: %s',
  async (body) => {
    study.api.faults.add({ path: /memory-status/, do: { kind: 'body', body } });
    expect(await status()).toBeNull();
  },
);

test('a key that may not ask stops nothing else', async () => {
  study.api.faults.add({ path: /memory-status/, do: { kind: 'status', status: 401 } });
  expect(await status()).toBeNull();
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(study.memories()).toHaveLength(1);
});

test('of a connection that is not there, nothing is asked', async () => {
  const before = study.api.log.length;
  expect(await study.ask({ type: 'memory/status', connectionId: 'another' })).toBeNull();
  const [first] = await connections.read();
  await study.ask({ type: 'connection/disconnect', id: first?.id ?? '', forget: false });
  expect(await status()).toBeNull();
  expect(study.api.log).toHaveLength(before);
});
