/* Traits of a mentor. The server stores them as one text with commas between them. */

/**
 * Matches what ends a trait while it is typed or pasted: the comma of any script, or a line end.
 */
export const TRAIT_END = /[,\u060C\u1363\u3001\uFE50\uFF0C\uFF64\r\n]/u;

/**
 * Returns a text that is equal for traits that differ only in case or in how a letter is encoded.
 */
const keyOf = (trait: string) => trait.normalize('NFKC').toLowerCase();

/** Returns the traits in a stored text, in its order, each once. */
export const traitsOf = (text: string): string[] => addTraits([], text.split(',')).traits;

export const joinTraits = (traits: readonly string[]): string => traits.join(', ');

/** Whether two texts have the same traits in the same order, whatever the spaces. */
export const sameTraits = (a: string, b: string): boolean =>
  joinTraits(traitsOf(a)) === joinTraits(traitsOf(b));

/**
 * Adds traits to a list. Returns traits that the list already has under `twice`, and does not add
 * them.
 */
export function addTraits(
  traits: readonly string[],
  more: readonly string[],
): { traits: string[]; added: string[]; twice: string[] } {
  const seen = new Set(traits.map(keyOf));
  const added: string[] = [];
  const twice: string[] = [];
  for (const one of more) {
    const trait = one.trim();
    if (trait === '') continue;
    (seen.has(keyOf(trait)) ? twice : added).push(trait);
    seen.add(keyOf(trait));
  }
  return { traits: [...traits, ...added], added, twice };
}
