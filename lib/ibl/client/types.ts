import type { ValidationIssue } from '../../shared/validation-issue.ts';
import type { Scheme } from './auth-schemes.ts';

/** One user of one school on one API server, with the key that may act for them. */
export interface Account {
  /** Address of the server with its path prefix, without a slash at the end. */
  readonly base: string;
  readonly org: string;
  readonly username: string;
  readonly scheme: Scheme;
  readonly key: string;
}

/** Why a request gave no usable answer. */
export type Fault =
  /** No answer at all. A redirect ends here too, because Waypoint never sends the key on. */
  | { readonly kind: 'no-network' }
  /** The browser does not let Waypoint reach the server. */
  | { readonly kind: 'no-access' }
  | { readonly kind: 'timeout' }
  /**
   * The API answered with an error. `retryAfter` is in ms; `words` are the server's own, without
   * the key.
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly words: string;
      readonly retryAfter: number | null;
      /** The error is about one row only. Other rows of the user can still be read and written. */
      readonly ofRow?: true;
      /** What a 400 says about single fields, by their names. */
      readonly fields?: Readonly<Record<string, string>>;
    }
  /**
   * Something between Waypoint and the API answered with an error in the API's place: a gateway, a
   * check, a sign-in page.
   */
  | { readonly kind: 'intermediary'; readonly status: number; readonly retryAfter: number | null }
  /** An answer that an ibl.ai server does not give: HTML, cut JSON, wrong types, too long. */
  | { readonly kind: 'not-ibl'; readonly status: number }
  /** The row to delete exists, but neither Waypoint nor this user's school wrote it. */
  | { readonly kind: 'not-ours' };

export type Answer<T> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: T;
      /** The server's own clock when it answered (ms); null if the answer does not say. */
      readonly serverNow: number | null;
    }
  | { readonly ok: false; readonly fault: Fault };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request and its answer, for the request log. */
export interface Exchange {
  readonly method: Method;
  readonly path: string;
  readonly status: number | null;
  readonly body: string | null;
}

/** An answer that an ibl.ai server does not give. */
export interface InvalidAnswer {
  readonly method: Method;
  readonly path: string;
  readonly issue: ValidationIssue;
}

/**
 * The API client: what a request needs besides its path. It reports each exchange, and answers that
 * do not fit.
 */
export interface ApiClient {
  readonly account: Account;
  onExchange(exchange: Exchange): Promise<void>;
  onInvalid(answer: InvalidAnswer): void;
  /**
   * Whether the browser lets Waypoint reach the server. Asked when a request got no answer at all.
   */
  reaches?(): Promise<boolean>;
  /** Called before each request. Rejects if Waypoint may not send any more. */
  beforeRequest?(): Promise<void>;
  /**
   * Ends a read that is under way and forbids the next request. Each rejects with the signal's
   * reason.
   */
  readonly signal?: AbortSignal;
}
