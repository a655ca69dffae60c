import type { ComponentChildren } from 'preact';

/** Marks for the first and the second value in a text that has not been given its values. */
export const MARK = '\uE000';
export const MARK_2 = '\uE001';

/** A text with marks for values, and the values in the order of their marks. */
export interface Phrase {
  readonly text: string;
  readonly values?: readonly ComponentChildren[];
}

/**
 * Shows a phrase. Each value is isolated, so that a name in one direction does not reverse a
 * sentence in the other.
 */
export function Sentence({ text, values = [] }: Phrase) {
  const parts = text.split(/([\uE000\uE001])/u);
  // Every second part is a mark.
  return (
    <>{parts.map((part, i) => (i % 2 ? <bdi key={i}>{values[+(part > MARK)]}</bdi> : part))}</>
  );
}

/**
 * Returns a name between two signs that nobody sees, so that a name in one direction does not
 * reverse a text in the other. For a text without markup: `Sentence` isolates its values itself.
 * The name of a host needs no signs, as it has only Latin letters. A text that a learner copies
 * gets none, because the signs would be copied too.
 */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
