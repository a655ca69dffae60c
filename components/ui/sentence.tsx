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
  return (
    <>
      {parts.map((part) => {
        if (part === MARK) return <bdi key={part}>{values[0]}</bdi>;
        if (part === MARK_2) return <bdi key={part}>{values[1]}</bdi>;
        return part;
      })}
    </>
  );
}
