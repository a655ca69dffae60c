import { expect, test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import type { LogEntry } from '../../dev/fake-ibl/api.ts';
import { createCheck } from '../../dev/fake-ibl/openapi/check.ts';
import type { Check } from '../../dev/fake-ibl/openapi/check.ts';
import { DEVIATIONS } from '../../dev/fake-ibl/openapi/deviations.ts';
import { ask, ofUser } from '../fake-ibl/ask.ts';

/** Returns requests and replies with each known deviation of the server from its documentation. */
async function history(): Promise<LogEntry[]> {
  const api = createApi({ check: false });
  const memory = { entries: [{ key: 'a', value: 'b' }] };
  api.seed.server({ missing: '404' });
  await ask(api, 'GET', 'custom-instruction/', { authorization: 'Api-Token wrong' });
  await ask(api, 'POST', 'custom-instruction/', { body: { about_user: 'x' } });
  await ask(api, 'PUT', 'custom-instruction/', { body: { about_user: 'y' } });
  const whole = api.seed.edxMemory({ courseId: 'a' });
  const bare = api.seed.edxMemory({ courseId: 'b', showsId: false });
  await ask(api, 'GET', 'edx-memory/');
  await ask(api, 'GET', `edx-memory/${whole}/`);
  await ask(api, 'GET', `edx-memory/${bare}/`);
  api.seed.server({ showsUser: 'absent' });
  await ask(api, 'POST', 'memories/', { body: memory });
  await ask(api, 'GET', 'memories/');
  api.seed.server({ createReply: 'memory', showsUser: 'kept' });
  await ask(api, 'POST', 'memories/', { body: memory });
  api.seed.server({ createStatus: 201 });
  await ask(api, 'POST', 'memories/', { body: memory });
  const entry = api.memories('demo-university', 'ada')[0]?.entries[0]?.uniqueId;
  await ask(api, 'POST', `memory-entries/${entry}/`, { body: { key: 'a', value: 'c' } });
  await ask(api, 'GET', '/api/core/token/verify/');
  await ask(api, 'GET', `${ofUser('grace')}/memories/`);
  await ask(api, 'GET', `${ofUser('nobody')}/memories/`);
  await ask(api, 'POST', 'memories/', { body: { entries: [{ key: '', value: '' }] } });
  await ask(api, 'POST', 'memories/', { body: memory, headers: { 'Content-Type': 'text/plain' } });
  const task = async (): Promise<void> => {
    const { json } = await ask(api, 'POST', 'export-chathistory/', { body: {} });
    const { task_id } = json as { task_id: string };
    await ask(api, 'GET', `downloads/tasks/${task_id}/?to_csv=false`);
  };
  api.seed.server({ exportPolls: 0, exportStatus: 201 });
  await task();
  api.seed.server({ exportPolls: 1, exportStatus: 202, exportWaits: '' });
  await task();
  const duplicate = { name: 'duplicate', entries: [{ key: 'a', value: 'b' }] };
  api.seed.memory(duplicate);
  api.seed.memory(duplicate);
  api.seed.server({ twinLookup: '500', refusesTwins: true });
  await ask(api, 'GET', 'memory/duplicate/');
  await ask(api, 'POST', 'memories/', { body: duplicate });
  const { log } = api;
  api.close();
  return log;
}

function breachesOf(log: readonly LogEntry[], check: Check): string[] {
  const breaches: string[] = [];
  for (const entry of log) {
    breaches.push(...check.request(entry));
    breaches.push(...check.reply(entry, entry.status ?? 0, entry.reply));
  }
  return breaches;
}

test('every listed deviation is still needed, and together they explain every breach', async () => {
  const check = createCheck();
  expect(breachesOf(await history(), check)).toEqual([]);
  const idle = DEVIATIONS.filter(({ name }) => !check.met.has(name));
  expect(idle.map(({ name }) => name)).toEqual([]);
});

test('the check finds a breach when one deviation is left out of the list', async () => {
  const log = await history();
  for (const left of DEVIATIONS) {
    const check = createCheck(DEVIATIONS.filter((deviation) => deviation !== left));
    expect(breachesOf(log, check), left.name).not.toEqual([]);
  }
});

test('each deviation has its own name and a reason', () => {
  expect(new Set(DEVIATIONS.map(({ name }) => name)).size).toBe(DEVIATIONS.length);
  for (const { reason } of DEVIATIONS) expect(reason.length).toBeGreaterThan(30);
});
