import { visitedIn } from './edx-memory-visited.ts';
import { schoolData } from './last-unit.ts';
import type { Row } from './memory-model.ts';

/** Finds what a text of Waypoint says about the units before. A title in it holds no quotation mark. */
const BEFORE = / Before that: ((?:(?:"[^"]*"|a unit)(?:; )?)+)\. Updated \S+$/;

/** Returns the names of the units that the learner opened before the last one, the newest first. */
export function unitsBefore({ record, ours }: Pick<Row, 'record' | 'ours'>): string[] {
  const waiting = record?.pending.at(-1)?.place.unitKey ?? record?.visited[0]?.unitKey;
  const here = record?.visited.filter(({ unitKey }) => unitKey !== waiting) ?? [];
  if (here.length > 0) return here.map(({ title }) => title);
  const [, titles = ''] = BEFORE.exec(ours?.text ?? '') ?? [];
  return Array.from(titles.matchAll(/"([^"]*)"/g), ([, title = '']) => title);
}

/** Returns the titles of the course's units that this browser knows, by key. */
export const titlesIn = (record: Row['record']): ReadonlyMap<string, string> =>
  new Map(record?.visited.map(({ unitKey, title }) => [unitKey, title]));

/** Returns the titles of the units that a school's data holds, as far as anything names them. */
export function unitsVisited({ edx, record }: Pick<Row, 'edx' | 'record'>): string[] {
  const titles = titlesIn(record);
  const visited = edx?.json ? visitedIn(schoolData(edx.json)) : [];
  return visited.flatMap(({ key, title }) => title ?? titles.get(key ?? '') ?? []);
}
