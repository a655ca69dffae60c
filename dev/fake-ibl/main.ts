import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createApi, DEMO_KEY, DEMO_ORG } from './api.ts';
import { listen } from './listen.ts';

const PORT = 8787;
const FILE = fileURLToPath(new URL('../../.output/api.sqlite', import.meta.url));

const { values } = parseArgs({ options: { memory: { type: 'boolean', default: false } } });

const api = createApi({ database: values.memory ? ':memory:' : FILE, control: true });
const server = await listen(api, PORT);
const url = `${server.address}/api/ai-mentor/orgs/${DEMO_ORG}/users/ada`;

console.log(`A local ibl.ai API. It answers this machine only and holds made-up data.

  Address   ${server.address}
  School    ${DEMO_ORG}
  Username  ada
  API key   ${DEMO_KEY}
  Kept in   ${values.memory ? 'memory, until it ends' : FILE}

For example:
  curl -H 'Authorization: Api-Token ${DEMO_KEY}' '${url}/memories/'

Ctrl-C ends it.`);

api.onWrite((memory) => {
  for (const entry of memory.entries) console.log(`${memory.name}: ${entry.value ?? ''}`);
});

/**
 * Ends the server, after it releases requests that wait in a fault. A second signal ends the
 * process at once.
 */
const end = async (): Promise<void> => {
  api.faults.clear();
  await server.close();
  api.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
