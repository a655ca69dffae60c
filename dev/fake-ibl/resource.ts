import type { Caller } from './authenticate.ts';
import type { Store } from './store/store.ts';
import type { StoredMemory } from './stored-memory.ts';
import type { Switches } from './server-variants.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What every resource works with. Switches may change between two requests. */
export interface Server {
  readonly store: Store;
  readonly switches: Readonly<Switches>;
  /** Returns the current time (ms). */
  readonly now: () => number;
  /**
   * Returns the current moment (µs), later than the moment before unless the clock was moved back.
   */
  readonly moment: () => number;
  readonly wrote: (memory: StoredMemory) => void;
}

/** One request whose caller was authenticated. */
export interface Call {
  readonly caller: Caller;
  /** Returns a part of the path, decoded. */
  readonly part: (name: string) => string;
  readonly url: URL;
  /** The body as an object; empty without a body. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status: number;
  /** Undefined for no body. */
  readonly body?: unknown;
  /** The content type of a text that is not HTML. */
  readonly type?: string;
}

/** One address of the API and its methods. */
export interface Resource {
  /** The path, with `:name` for its variable parts. `:org` and `:user` are checked first. */
  readonly path: string;
  /** Whether this server has it at all. */
  readonly exists?: () => boolean;
  readonly methods: Partial<Record<Method, (call: Call) => Reply>>;
}

export const OF_USER = '/api/ai-mentor/orgs/:org/users/:user';
