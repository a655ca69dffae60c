import type { Caller } from './authenticate.ts';
import type { Store } from './store/store.ts';
import type { StoredMemory } from './stored-memory.ts';
import type { Switches } from './server-variants.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What every resource works on. Switches may change between two requests. */
export interface Server {
  readonly store: Store;
  readonly switches: Readonly<Switches>;
  /** The time now (ms). */
  readonly now: () => number;
  /** The present moment, later than every moment before. */
  readonly moment: () => number;
  readonly wrote: (memory: StoredMemory) => void;
}

/** One request that was let in. */
export interface Call {
  readonly caller: Caller;
  /** Parts of the path, decoded. */
  readonly part: (name: string) => string;
  readonly url: URL;
  /** Empty without a body. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status: number;
  /** Undefined: no body. */
  readonly body?: unknown;
  /** Of a text that is no page. */
  readonly type?: string;
}

/** One address of the API and what can be done there. */
export interface Resource {
  /** With `:name` for its variable parts; `:org` and `:user` are checked before a method is called. */
  readonly path: string;
  /** Whether this server has it at all. */
  readonly exists?: () => boolean;
  readonly methods: Partial<Record<Method, (call: Call) => Reply>>;
}

export const OF_USER = '/api/ai-mentor/orgs/:org/users/:user';
