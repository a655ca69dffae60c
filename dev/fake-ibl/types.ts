import type { Faults } from './faults.ts';
import type { LogEntry } from './log.ts';
import type { Seed } from './seed.ts';
import type { StoredMemory } from './stored-memory.ts';

/** A local double of the ibl.ai API, as far as Waypoint uses it. */
export interface Api {
  /**
   * Answers a request. Rejects only with ConnectionLost, if a fault asks for it or the server was
   * closed, or with the caller's own abort.
   */
  fetch(request: Request): Promise<Response>;
  /** Every request outside /_dev, in order of arrival. */
  readonly log: LogEntry[];
  /** What broke the contract, a sentence each. */
  readonly violations: string[];
  /** Called after a memory or its entry was created or updated by a request. */
  onWrite(listener: (memory: StoredMemory) => void): () => void;
  readonly faults: Faults;
  readonly seed: Seed;
  memories(org: string, username: string): StoredMemory[];
  /** Resets data, switches, faults, log and violations. */
  reset(): void;
  close(): void;
}
