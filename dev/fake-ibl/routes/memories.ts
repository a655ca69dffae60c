import { randomUUID } from 'node:crypto';
import { Fields } from '../field-validation.ts';
import { shownMemory } from '../memory-shape.ts';
import { pageOf } from '../paging.ts';
import { notFound, Rejected } from '../api-error.ts';
import { OF_USER } from '../resource.ts';
import type { Call, Resource, Server } from '../resource.ts';
import type { MemoryRow, NewEntry, NewMemory } from '../store/memories.ts';
import { storedMemory } from '../stored-memory.ts';
import type { Switches } from '../server-variants.ts';

export function memories(server: Server): Resource {
  const { store } = server;
  return {
    path: `${OF_USER}/memories/`,
    methods: {
      GET(call) {
        const rows = store.memories.of(call.part('org'), call.part('user'));
        const listed = server.switches.listsMemories ? rows : [];
        const page = pageOf(filter(listed, call.url), call.url, server.switches);
        const results = page.results.map((row) => shownMemory(server, row, 'list'));
        return { status: 200, body: page.around ? { ...page.around, results } : results };
      },
      POST(call) {
        const { memory, entries } = read(call);
        refuse(server, memory);
        const row = store.memories.create(memory, entries, server.moment());
        server.wrote(storedMemory(store, row));
        const { createReply, createStatus } = server.switches;
        return {
          status: createStatus,
          body: replyOf(createReply, shownMemory(server, row, 'reply')),
        };
      },
    },
  };
}

function read(call: Call): { memory: NewMemory; entries: NewEntry[] } {
  const fields = new Fields(call.body);
  const optional = (name: string): string | null => fields.text(name, { nullable: true }) ?? null;
  const memory = {
    school: call.part('org'),
    username: call.part('user'),
    // A memory without a name is still shown with one.
    name: optional('name') ?? `memory-${randomUUID()}`,
    mode: fields.text('mode') ?? 'all',
    platform: optional('platform') ?? call.part('org'),
    mentor: optional('mentor_unique_id'),
    session_id: optional('session_id'),
    catalog_item_type: optional('catalog_item_type'),
    catalog_item_id: optional('catalog_item_id'),
    category: optional('category'),
  };
  const entries = fields.list('entries', (entry) => ({
    key: entry.text('key', { required: true, blank: false }) ?? '',
    value: entry.text('value', { required: true, blank: false }) ?? '',
    expires_at: entry.text('expires_at', { nullable: true }) ?? null,
  }));
  fields.finish();
  return { memory, entries };
}

function refuse({ store, switches }: Server, memory: NewMemory): void {
  if (switches.refusesCatalogItems && memory.catalog_item_id !== null) {
    throw new Rejected(400, { catalog_item_id: ['Catalog item not found.'] });
  }
  const others = store.memories.of(memory.school, memory.username);
  if (switches.refusesTwins && others.some((other) => other.name === memory.name)) {
    throw new Rejected(409, { error: 'Memory already exists' });
  }
}

function replyOf(shape: Switches['createReply'], memory: Record<string, unknown>): unknown {
  if (shape === 'memory') return memory;
  if (shape === 'list') return [memory];
  if (shape === 'wrapped') return { message: 'Created.', data: memory };
  if (shape === 'empty') return undefined;
  return { count: 1, next: null, previous: null, results: [memory] };
}

/** Returns the rows that match the query. The API cannot filter by name or catalogue item. */
function filter(rows: readonly MemoryRow[], url: URL): MemoryRow[] {
  const asked = (name: string): string => url.searchParams.get(name) ?? '';
  const same = (name: string, value: string | null): boolean =>
    asked(name) === '' || asked(name) === value;
  const from = momentOf(asked('start_date'), -Infinity);
  const until = momentOf(asked('end_date'), Infinity);
  return rows.filter(
    (row) =>
      same('category', row.category) &&
      same('mentor', row.mentor) &&
      same('mode', row.mode) &&
      same('platform', row.platform) &&
      same('session', row.session_id) &&
      row.inserted_at >= from &&
      row.inserted_at <= until,
  );
}

function momentOf(date: string, otherwise: number): number {
  if (date === '') return otherwise;
  const time = Date.parse(date);
  // The documentation says: "NotFound: If the query is invalid".
  if (Number.isNaN(time)) throw notFound();
  return time * 1000;
}
