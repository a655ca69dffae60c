import * as z from 'zod/mini';
import { issueOf, type ValidationIssue } from '../../shared/validation-issue.ts';
import { whole } from '../../shared/schema.ts';

/** The form in the browser's storage: a value and the version of its shape. */
const envelope = z.object({ v: whole, data: z.custom() });

/**
 * Thrown for a stored value that cannot be read because its shape is unknown or newer. The value
 * stays in storage unchanged.
 */
export class DamagedItem extends Error {
  override name = 'DamagedItem';
  readonly key: string;
  readonly issue: ValidationIssue;
  constructor(key: string, issue: ValidationIssue) {
    const where = 'at' in issue && issue.at !== '' ? ` at ${issue.at}` : '';
    super(`The stored item "${key}" cannot be read: ${issue.kind}${where}`);
    this.key = key;
    this.issue = issue;
  }
}

export interface Shape<T> {
  readonly schema: z.ZodMiniType<T>;
  readonly version: number;
  /** One step per version: `migrations[2]` turns the data of version 1 into that of version 2. */
  readonly migrations?: Readonly<Record<number, (old: unknown) => unknown>>;
}

/** Decodes a stored envelope into today's shape. Throws DamagedItem. Never writes. */
export function decode<T>(key: string, shape: Shape<T>, raw: unknown): T {
  const outer = envelope.safeParse(raw);
  if (!outer.success) throw new DamagedItem(key, { kind: 'version', version: null });
  let { v, data } = outer.data;
  if (v > shape.version) throw new DamagedItem(key, { kind: 'version', version: v });
  while (v < shape.version) {
    v += 1;
    const step = shape.migrations?.[v];
    if (!step) throw new DamagedItem(key, { kind: 'version', version: v - 1 });
    try {
      data = step(data);
    } catch {
      throw new DamagedItem(key, { kind: 'version', version: v - 1 });
    }
  }
  const inner = shape.schema.safeParse(data);
  if (!inner.success) throw new DamagedItem(key, issueOf(inner.error, data));
  return inner.data;
}

export function encode<T>(shape: Shape<T>, data: T): { v: number; data: T } {
  return { v: shape.version, data };
}
