import { parseUsageKey } from '../../lib/edx/course-keys.ts';

/** A unit or another block that stored data names by key, by title, or by both. */
export interface Named {
  readonly key: string | null;
  readonly title: string | null;
}

/** Patterns for the names of fields that hold the current page, the most certain first. */
const CURRENT = [/current/i, /last|resume|position/i, /page|unit|usage|block/i] as const;
const TITLE = /title|name/i;
const LONGEST_TITLE = 200;

/**
 * Returns the current page, which data of a school holds as its server describes it, though nobody
 * promises its shape; null if nothing names the page.
 */
export function currentIn(data: unknown): Named | null {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const one = CURRENT.flatMap((name) => entries.filter(([key]) => name.test(key)));
  return one.map(([, value]) => named(value)).find((value) => value !== null) ?? null;
}

/**
 * Returns the block that a value names: its key, an object that holds the key, or a short text that
 * can only be its title. Null if the value names no block.
 */
export function named(value: unknown): Named | null {
  if (typeof value === 'string') {
    const key = parseUsageKey(value)?.text ?? null;
    if (key !== null) return { key, title: null };
    const title = value.trim();
    const plain = title !== '' && title.length <= LONGEST_TITLE && !/[{}[\]]|:\/\//.test(title);
    return plain ? { key: null, title } : null;
  }
  return keyed(value);
}

/**
 * Returns the block whose key an object holds, with its title if that is beside the key. Null if
 * the object holds no key.
 */
export function keyed(value: unknown): Named | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const texts = Object.entries(value).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string';
  });
  const key = texts.map(([, text]) => parseUsageKey(text)?.text).find((text) => text !== undefined);
  if (key === undefined) return null;
  return { key, title: texts.find(([name]) => TITLE.test(name))?.[1] ?? null };
}
