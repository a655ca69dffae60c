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
] as const)("reads that the server's memory is %s", async (memoryStatus, said) => {
  study.api.seed.server({ memoryStatus });
  expect(await status()).toBe(said);
});

test('asks each school with its own key', async () => {
  study.api.seed.server({ memoryStatus: 'on' });
  await connectNight(study);
  const no = { kind: 'body', body: '{"enabled":false}' } as const;
  study.api.faults.add({ path: /orgs\/night-school.*memory-status/, do: no });
  const of = async (org: string) =>
    await study.ask({ type: 'memory/status', connectionId: await idOf(org) });
  expect([await of(DEMO_ORG), await of(OTHER_ORG)]).toEqual([true, false]);
});

test.each(['[]', '{}', '{"enabled":"yes"}', 'null', '<title>Sign in</title>', ''])(
  'reports an unknown status after the answer %s',
  async (body) => {
    study.api.faults.add({ path: /memory-status/, do: { kind: 'body', body } });
    expect(await status()).toBeNull();
  },
);

test('stops nothing else if the key may not read the status', async () => {
  study.api.faults.add({ path: /memory-status/, do: { kind: 'status', status: 401 } });
  expect(await status()).toBeNull();
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(study.memories()).toHaveLength(1);
});

test('sends no request for an unknown connection or one that is disconnected', async () => {
  const before = study.api.log.length;
  expect(await study.ask({ type: 'memory/status', connectionId: 'another' })).toBeNull();
  const [first] = await connections.read();
  await study.ask({ type: 'connection/disconnect', id: first?.id ?? '', forget: false });
  expect(await status()).toBeNull();
  expect(study.api.log).toHaveLength(before);
});
