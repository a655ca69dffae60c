import { shownMemory } from '../memory-shape.ts';
import { notFound, Rejected } from '../api-error.ts';
import { OF_USER } from '../resource.ts';
import type { Call, Resource, Server } from '../resource.ts';
import type { MemoryRow } from '../store/memories.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MISSING = 'Memory not found.';

/** Serves one memory, by its UUID or by its name. */
export function memory(server: Server): Resource {
  const { store } = server;
  const isId = (call: Call) => UUID.test(call.part('memory'));
  const find = (call: Call): MemoryRow => {
    const wanted = call.part('memory');
    const own = store.memories.of(call.part('org'), call.part('user'));
    const found = isId(call)
      ? own.filter((row) => row.unique_id === wanted.toLowerCase())
      : byName(server, own, wanted);
    const [row] = found;
    if (row === undefined) throw notFound(MISSING);
    return row;
  };
  return {
    path: `${OF_USER}/memory/:memory/`,
    methods: {
      GET: (call) => ({
        status: 200,
        body: shownMemory(server, find(call), isId(call) ? 'id' : 'name'),
      }),
      DELETE(call) {
        const row = find(call);
        const entries = store.memories.entriesOf(row.unique_id);
        store.memories.remove(row.unique_id);
        if (server.switches.remakesRows) store.memories.create(row, entries, server.moment());
        return { status: 200, body: { message: 'Memory deleted successfully.' } };
      },
    },
  };
}

function byName({ switches }: Server, own: readonly MemoryRow[], name: string): MemoryRow[] {
  if (switches.memoryByName === '404') return [];
  if (switches.memoryByName === '400') throw new Rejected(400, { error: 'Invalid memory id.' });
  const found = own.filter((row) => row.name === name);
  if (found.length > 1 && switches.twinLookup === '500') {
    throw new Rejected(500, '<!doctype html>\n<title>Server Error (500)</title>\n');
  }
  return found;
}
