import { vi } from 'vitest';

/** A busy machine may take long for what takes a millisecond (ms). */
const PATIENCE = 120_000;

/** Runs a check again and again until it passes; otherwise fails with what the last one said. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: PATIENCE });
