import type { ComponentChildren } from 'preact';

/** Stands for the first and second value in a text that is still to get its values. */
export const MARK = '\uE000';
export const MARK_2 = '\uE001';

/** A text with places for values, and the values in the order of their marks. */
export interface Phrase {
  readonly text: string;
  readonly values?: readonly ComponentChildren[];
}

/**
 * Shows a phrase. Each value is kept apart, so that a name in one direction does not turn a sentence
 * in the other around.
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
