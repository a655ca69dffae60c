import { Fields } from '../field-validation.ts';
import { shownEntry } from '../memory-shape.ts';
import { notFound } from '../api-error.ts';
import { OF_USER } from '../resource.ts';
import type { Call, Resource, Server } from '../resource.ts';
import type { MemoryEntryRow } from '../store/memories.ts';
import { storedMemory } from '../stored-memory.ts';

const MISSING = 'Memory not found.';

export function memoryEntries(server: Server): Resource {
  const { memories } = server.store;
  const find = (call: Call): MemoryEntryRow | null => {
    const entry = memories.entry(call.part('entry').toLowerCase());
    const owner = entry === null ? null : memories.byId(entry.memory);
    const isOwn = owner?.school === call.part('org') && owner.username === call.part('user');
    return isOwn ? entry : null;
  };
  const mustFind = (call: Call): MemoryEntryRow => {
    const entry = find(call);
    if (entry === null) throw notFound(MISSING);
    return entry;
  };
  return {
    path: `${OF_USER}/memory-entries/:entry/`,
    methods: {
      GET: (call) => ({ status: 200, body: shownEntry(mustFind(call)) }),
      POST(call) {
        const entry = mustFind(call);
        // Other fields of the body (expires_at, category) are read-only.
        const fields = new Fields(call.body);
        const key = fields.text('key', { required: true, blank: false });
        const value = fields.text('value', { nullable: true, blank: false });
        fields.finish();
        const moment = server.moment();
        const kept = value === undefined ? entry.value : value;
        memories.updateEntry(entry.unique_id, key ?? entry.key, kept, moment);
        if (server.switches.entryTouchesMemory) memories.touch(entry.memory, moment);
        const row = memories.byId(entry.memory);
        if (row !== null) server.wrote(storedMemory(server.store, row));
        return { status: 200, body: shownEntry(mustFind(call)) };
      },
      DELETE(call) {
        const entry = find(call);
        if (entry !== null) memories.removeEntry(entry.unique_id);
        else if (
          // The trap of this address: a category's name instead of an id deletes the whole
          // category.
          memories.removeCategory(call.part('org'), call.part('user'), call.part('entry')) === 0
        ) {
          throw notFound(MISSING);
        }
        return { status: 200, body: { message: 'Memory deleted successfully.' } };
      },
    },
  };
}
