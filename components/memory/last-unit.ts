import { currentIn, type Named } from './edx-memory-fields.ts';
import type { Row } from './memory-model.ts';
import { unitName } from '../ui/names.ts';
import { jsonIn } from '../ui/pretty-json.ts';

/** Finds the unit's title in a text of Waypoint. Such a title holds no quotation mark. */
const UNIT = /\)\. Now at: (?:"[^"]*" > )*"([^"]*)" \(/;

/** Returns the name of the unit where the learner was last; null if nothing names it. */
export function lastUnitIn({ record, ours, edx }: Row): string | null {
  const { pending = [], visited = [] } = record ?? {};
  const waiting = pending.at(-1);
  const here = waiting ? unitName(waiting.place) : visited[0]?.title;
  const unit = here ?? UNIT.exec(ours?.text ?? '')?.[1];
  if (unit !== undefined || !edx?.json) return unit ?? null;
  const current = currentIn(schoolData(edx.json));
  return current && nameOf(current);
}

/** Returns the data of a school. Its server may have put it into a string. */
export function schoolData(json: string): unknown {
  const data: unknown = JSON.parse(json);
  return typeof data === 'string' ? (jsonIn(data) ?? data) : data;
}

const nameOf = ({ key, title }: Named): string => title ?? unitName({ unitKey: key ?? '' }) ?? '';
