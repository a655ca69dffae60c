import { pageOf } from '../paging.ts';
import { notFound, Rejected } from '../api-error.ts';
import { OF_USER } from '../resource.ts';
import type { Call, Resource, Server } from '../resource.ts';
import type { EdxMemoryRow } from '../store/edx-memories.ts';

/** Reads and deletes only, because the school's own server writes here. */
export function edxMemory(server: Server): Resource[] {
  const { edxMemories } = server.store;
  return [
    {
      path: `${OF_USER}/edx-memory/`,
      methods: {
        GET(call) {
          const rows = edxMemories.of(call.part('org'), call.part('user'));
          const found = order(filter(rows, call.url), call.url);
          const page = pageOf(found, call.url, server.switches);
          const results = page.results.map(shown);
          return { status: 200, body: page.around ? { ...page.around, results } : results };
        },
      },
    },
    {
      path: `${OF_USER}/edx-memory/:id/`,
      methods: {
        GET(call) {
          const row = edxMemories.find(call.part('org'), call.part('user'), idOf(call));
          if (row === null) throw notFound();
          return { status: 200, body: shown(row) };
        },
        DELETE(call) {
          const [org, user] = [call.part('org'), call.part('user')];
          const row = edxMemories.find(org, user, idOf(call));
          if (row === null) throw notFound();
          edxMemories.remove(org, user, row.id);
          if (server.switches.remakesRows) edxMemories.write(org, user, row);
          return { status: 204 };
        },
      },
    },
  ];
}

function idOf(call: Call): number {
  const id = call.part('id');
  if (!/^\d{1,15}$/.test(id)) throw notFound();
  return Number(id);
}

function filter(rows: readonly EdxMemoryRow[], url: URL): EdxMemoryRow[] {
  // A raw + in the query arrives as a space, so it matches no course.
  const course = url.searchParams.get('course_id') ?? '';
  const username = url.searchParams.get('username') ?? '';
  const student = url.searchParams.get('student') ?? '';
  if (!/^\d*$/.test(student)) throw new Rejected(400, { student: ['Enter a number.'] });
  return rows.filter(
    (row) =>
      (course === '' || row.course_id === course) &&
      (username === '' || row.username === username) &&
      (student === '' || row.student === Number(student)),
  );
}

const ORDERS = ['id', 'course_id', 'date_created', 'last_modified'] as const;

/** Returns the rows in the asked order. Ignores an unknown order silently. */
function order(rows: EdxMemoryRow[], url: URL): EdxMemoryRow[] {
  const asked = url.searchParams.get('ordering') ?? '';
  const field = ORDERS.find((name) => name === asked.replace(/^-/, ''));
  if (field === undefined) return rows;
  const way = asked.startsWith('-') ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (a[field] === b[field]) return 0;
    return a[field] < b[field] ? -way : way;
  });
}

/**
 * Returns a row as the API shows it. The published example has neither id nor username, so a row
 * that hides its id hides both.
 */
function shown(row: EdxMemoryRow): Record<string, unknown> {
  const data: unknown = row.data === null ? undefined : JSON.parse(row.data);
  return {
    ...(row.shows_id ? { id: row.id, username: row.username } : {}),
    student: row.student,
    course_id: row.course_id,
    ...(data === undefined ? {} : { data }),
    date_created: row.date_created,
    last_modified: row.last_modified,
  };
}
