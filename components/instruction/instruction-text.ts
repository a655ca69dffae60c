import { i18n } from '#i18n';
import type { InstructionField } from '../../lib/ibl/instruction/fields.ts';
import type { Trouble } from '../data/ask-background.ts';

export const labelOf = (field: InstructionField): string => i18n.t(`instruction.${field}.label`);

/** Returns what the server says about a field that it refused; null if it says nothing about it. */
export function blamed(why: Trouble, field: InstructionField): string | null {
  return (why.kind === 'status' && why.fields?.[field]) || null;
}

/** Returns what the server says besides the messages at the fields, one line each. */
export function blamedElsewhere(why: Trouble, shown: readonly string[]): string[] {
  if (why.kind !== 'status') return [];
  const { words, fields = {} } = why;
  const names = Object.keys(fields);
  const others = names.filter((name) => !shown.includes(name));
  // The server's words are about the whole request or about one field.
  const isOfShown =
    names.length > others.length && names.some((name) => words.startsWith(`${name}: `));
  const rest = names.length > others.length ? others.map((name) => `${name}: ${fields[name]}`) : [];
  return [isOfShown ? '' : words, ...rest].filter(Boolean);
}

/**
 * Whether the server may be too old to have instructions. Such a server answers with a 404 page,
 * and so does one that is being updated.
 */
export const isWithoutRoute = (why: Trouble): boolean => 'status' in why && why.status === 404;
