import { createApi, DEMO_ORG, type Api } from '../../../dev/fake-ibl/api.ts';
import type { Place } from '../../../lib/edx/place.ts';
import { placeOf } from '../../../lib/domain/place-from-report.ts';
import { openStudy } from '../../harness/worker-harness.ts';
import { connectAs, COURSES, pageOf, visitIn } from '../rules/campus.ts';
import { STUDY_PATTERNS, type StudyPattern, type Moment } from './study-patterns.ts';
import { createEveryChangeClient } from './every-change-client.ts';

export interface Cost {
  /** All requests, including those made offline. */
  readonly requests: number;
  /** The size of paths and bodies, both ways, of all requests that left the computer. */
  readonly bytes: number;
  /** The last place of each course. */
  readonly last: readonly string[];
}

export interface Week {
  readonly pattern: StudyPattern;
  readonly changes: number;
  readonly ours: Cost;
  readonly everyChange: Cost;
}

const size = (text: string) => new TextEncoder().encode(text).length;

interface Try {
  readonly path: string;
  readonly body: string;
  readonly online: boolean;
}

function costOf(api: Api, tries: readonly Try[]): Cost {
  const sent = tries.filter(({ online }) => online);
  const asked = sent.reduce((sum, { path, body }) => sum + size(path) + size(body), 0);
  const answered = api.log.reduce((sum, { reply }) => sum + size(reply), 0);
  const memories = api.memories(DEMO_ORG, 'ada');
  const last = COURSES.flatMap((course) =>
    memories
      .filter(({ catalogItemId }) => catalogItemId === course)
      .map(({ entries }) => {
        const visit = visitIn(entries[0]?.value ?? '');
        return `${course} ${visit?.unit} ${visit?.full}`;
      }),
  );
  return { requests: tries.length, bytes: asked + answered, last };
}

/** Calls `act` at each moment of a study pattern, then lets an hour pass. */
async function replay(
  pattern: StudyPattern,
  days: number,
  study: Awaited<ReturnType<typeof openStudy>>,
  act: (moment: Moment) => Promise<void> | void,
): Promise<void> {
  const start = Date.now();
  for (const moment of STUDY_PATTERNS[pattern](days)) {
    const ms = start + moment.at - Date.now();
    if (ms > 0) await study.wait(ms);
    if ('online' in moment) study.first.online = moment.online;
    await act(moment);
    await study.settle();
  }
  await study.wait(60 * 60_000);
}

/** Replays a study pattern with the real worker. */
async function withWaypoint(api: Api, pattern: StudyPattern, days: number): Promise<Cost> {
  const study = await openStudy(undefined, api);
  const tries: Try[] = [];
  study.onRequest = ({ url, body }) => {
    tries.push({ path: url, body, online: study.first.online });
    return undefined;
  };
  await study.ask(connectAs(0, null));
  await replay(pattern, days, study, async (moment) => {
    if ('online' in moment) {
      if (moment.online) {
        study.first.event('online', (worker) => worker.online()).catch(() => undefined);
      }
      return;
    }
    const { url, report } = pageOf(moment.see);
    await study.see(report, url, moment.tab);
  });
  const cost = costOf(api, tries);
  study.close();
  return cost;
}

/** Replays a study pattern with the other client. Returns its cost and the number of changes. */
async function withEveryChangeClient(
  api: Api,
  pattern: StudyPattern,
  days: number,
): Promise<[Cost, number]> {
  const study = await openStudy(undefined, api);
  const tries: Try[] = [];
  const everyChange = createEveryChangeClient(async (url, init) => {
    const { online } = study.first;
    tries.push({ path: url, body: typeof init.body === 'string' ? init.body : '', online });
    if (!online) throw new TypeError('Failed to fetch');
    return await api.fetch(new Request(url, init));
  });
  let changes = 0;
  await replay(pattern, days, study, (moment) => {
    if ('online' in moment) return;
    const { url, report } = pageOf(moment.see);
    const place: Place | null =
      report.kind === 'place' ? placeOf(asParsed(report), url, Date.now()) : null;
    if (!place) return;
    changes += 1;
    everyChange.changes(place);
  });
  const cost = costOf(api, tries);
  study.close();
  return [cost, changes];
}

type Report = Extract<ReturnType<typeof pageOf>['report'], { kind: 'place' }>;
const asParsed = ({ titles, ...report }: Report) => ({
  ...report,
  titles: {
    courseTitle: undefined,
    subsectionTitle: undefined,
    sectionTitle: undefined,
    unitTitle: undefined,
    ...titles,
  },
});

/** Replays all study patterns for some days, each with both clients. */
export async function replayAll(days: number): Promise<Week[]> {
  const api = createApi({ now: () => Date.now() });
  const weeks: Week[] = [];
  for (const pattern of Object.keys(STUDY_PATTERNS) as StudyPattern[]) {
    const ours = await withWaypoint(api, pattern, days);
    const [everyChange, changes] = await withEveryChangeClient(api, pattern, days);
    weeks.push({ pattern, changes, ours, everyChange });
  }
  api.close();
  return weeks;
}

/** Returns how many percent Waypoint saves. */
export const saved = (ours: number, everyChange: number) => 100 * (1 - ours / everyChange);

export function total(weeks: readonly Week[], what: 'requests' | 'bytes') {
  const sum = (whose: 'ours' | 'everyChange') =>
    weeks.reduce((all, week) => all + week[whose][what], 0);
  return { ours: sum('ours'), everyChange: sum('everyChange') };
}

/** Returns the table for a terminal. */
export function weekTable(weeks: readonly Week[]): string {
  const row = (
    name: string,
    changes: number,
    of: (what: 'requests' | 'bytes') => { ours: number; everyChange: number },
  ) => {
    const cells = (['requests', 'bytes'] as const).flatMap((what) => {
      const { ours, everyChange } = of(what);
      return [String(ours), String(everyChange), `${saved(ours, everyChange).toFixed(1)} %`];
    });
    return [name, String(changes), ...cells];
  };
  const lines = [
    ['pattern', 'changes', 'requests', 'every change', 'fewer', 'bytes', 'every change', 'fewer'],
    ...weeks.map((week) =>
      row(week.pattern, week.changes, (what) => ({
        ours: week.ours[what],
        everyChange: week.everyChange[what],
      })),
    ),
    row(
      'all',
      weeks.reduce((sum, { changes }) => sum + changes, 0),
      (what) => total(weeks, what),
    ),
  ];
  const widths = lines[0]?.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) =>
          i === 0 ? cell.padEnd(widths?.[i] ?? 0) : cell.padStart(widths?.[i] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
