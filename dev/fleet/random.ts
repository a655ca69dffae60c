/** Returns a generator of numbers from 0 to 1 that repeats itself for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns a number around 0, of which two thirds lie between -1 and 1 (normal distribution). */
export const around = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * Runs a job in which `Math.random` repeats itself. The rules of the product draw their waits from
 * it, so this makes a whole run repeatable.
 */
export function withSeed<T>(seed: number, job: () => T): T {
  const random = Math.random;
  Math.random = createRandom(seed);
  try {
    return job();
  } finally {
    Math.random = random;
  }
}
