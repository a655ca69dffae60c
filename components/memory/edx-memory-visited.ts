import { parseUsageKey } from '../../lib/edx/course-keys.ts';
import { keyed, named, type Named } from './edx-memory-fields.ts';

/** Returns the visited units, which data of a school holds in a shape that nobody promises. */
export function visitedIn(data: unknown): Named[] {
  const lists =
    typeof data === 'object' && data !== null && !Array.isArray(data)
      ? Object.values(data)
      : [data];
  return lists.flatMap(blocksIn);
}

/** Returns the blocks in a list of keys or of objects with keys, or in an object named by keys. */
function blocksIn(value: unknown): Named[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((one) => {
      const block = typeof one === 'string' && !parseUsageKey(one) ? null : named(one);
      return block ? [block] : [];
    });
  }
  return Object.entries(value).flatMap(([name, inside]) => {
    const key = parseUsageKey(name)?.text;
    return key === undefined ? [] : [{ key, title: keyed(inside)?.title ?? null }];
  });
}
