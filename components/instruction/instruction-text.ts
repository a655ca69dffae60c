import { i18n } from '#i18n';
import type { InstructionField } from '../../lib/ibl/instruction/fields.ts';
import type { Trouble } from '../data/ask-background.ts';

export const labelOf = (field: InstructionField): string => i18n.t(`instruction.${field}.label`);

/** What the server says of a field that it refused; null where it says nothing of it. */
export function blamed(why: Trouble, field: InstructionField): string | null {
  return (why.kind === 'status' && why.fields?.[field]) || null;
}

/** What the server says beside what stands at the fields, a line each. */
export function blamedElsewhere(why: Trouble, shown: readonly string[]): string[] {
  if (why.kind !== 'status') return [];
  const { words, fields = {} } = why;
  const names = Object.keys(fields);
  const others = names.filter((name) => !shown.includes(name));
  // The server's words are of the whole, or of one field.
  const isOfShown =
    names.length > others.length && names.some((name) => words.startsWith(`${name}: `));
  const rest = names.length > others.length ? others.map((name) => `${name}: ${fields[name]}`) : [];
  return [isOfShown ? '' : words, ...rest].filter(Boolean);
}

/**
 * Whether the server may be one from before there were instructions. It tells with a page, as does one
 * that is being updated.
 */
export const isWithoutRoute = (why: Trouble): boolean => 'status' in why && why.status === 404;
