import * as z from 'zod/mini';
import { oneOf, short, whole, word } from './schema.ts';

/* What is wrong with something that came from outside, described without repeating it. */

const TYPES = ['text', 'number', 'yes-or-no', 'list', 'object', 'nothing', 'other'] as const;
type TypeName = (typeof TYPES)[number];

/** Where the problem is, such as `entries[0].value`; empty for the whole value. */
const at = short(100);

export const issue = oneOf(
  /**
   * `excerpt`: the beginning of the text as one line, at most 200 characters, without the API key.
   */
  z.object({ kind: word('not-json'), excerpt: short(200) }),
  z.object({ kind: word('too-long') }),
  z.object({ kind: word('missing'), at }),
  z.object({ kind: word('type'), at, wanted: word(...TYPES), found: word(...TYPES) }),
  /** The type is right, but the value is not allowed. */
  z.object({ kind: word('value'), at }),
  /** A stored item of an unknown version, or without a version (null). */
  z.object({ kind: word('version'), version: z.nullable(whole) }),
);
export type ValidationIssue = z.infer<typeof issue>;

/** Type names by the words of JavaScript and of zod. */
const TYPE_NAMES: Readonly<Record<string, TypeName>> = {
  string: 'text',
  number: 'number',
  int: 'number',
  boolean: 'yes-or-no',
  array: 'list',
  object: 'object',
  record: 'object',
  null: 'nothing',
};

/** Returns the first thing that a schema found wrong with a value. */
export function issueOf(error: z.core.$ZodError, value: unknown): ValidationIssue {
  const [first] = error.issues;
  const path = first?.path ?? [];
  const place = placeOf(path);
  const found = typeOf(valueAt(value, path));
  if (found === null) return { kind: 'missing', at: place };
  const wanted = first?.code === 'invalid_type' ? (TYPE_NAMES[first.expected] ?? 'other') : found;
  return wanted === found
    ? { kind: 'value', at: place }
    : { kind: 'type', at: place, wanted, found };
}

function placeOf(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    text += typeof key === 'number' ? `[${key}]` : `${text === '' ? '' : '.'}${String(key)}`;
  }
  return text.replaceAll(/[\p{C}\p{DI}]/gu, '').slice(0, 100);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let now = value;
  for (const key of path) {
    if (typeof now !== 'object' || now === null) return undefined;
    now = Reflect.get(now, key);
  }
  return now;
}

function typeOf(value: unknown): TypeName | null {
  if (value === undefined) return null;
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return TYPE_NAMES[typeof value] ?? 'other';
}
