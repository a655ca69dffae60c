import type { ValidationIssue } from '../../shared/validation-issue.ts';
import type { Scheme } from './auth-schemes.ts';

/** One user of one school on one API server, and the right to act for them. */
export interface Account {
  /** Address of the server with its path prefix, without a slash at the end. */
  readonly base: string;
  readonly org: string;
  readonly username: string;
  readonly scheme: Scheme;
  readonly key: string;
}

/** Why a request brought no usable answer. */
export type Fault =
  /** No answer at all. A redirect ends here too: the key follows none. */
  | { readonly kind: 'no-network' }
  /** The browser does not let the server be reached. */
  | { readonly kind: 'no-access' }
  | { readonly kind: 'timeout' }
  /** The API answered with an error; `retryAfter` in ms, `words` are the server's, without the key. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly words: string;
      readonly retryAfter: number | null;
      /** It is said of one row alone: others of the same user may be read and written. */
      readonly ofRow?: true;
      /** What a 400 says of single fields, by their names. */
      readonly fields?: Readonly<Record<string, string>>;
    }
  /** Something on the way answered in the API's place, with an error: a gateway, a check, a sign-in page. */
  | { readonly kind: 'intermediary'; readonly status: number; readonly retryAfter: number | null }
  /** An answer that an ibl.ai server does not give: HTML, cut JSON, other types, too long. */
  | { readonly kind: 'not-ibl'; readonly status: number }
  /** What was to be deleted is there, and is not what Waypoint or this user's school wrote. */
  | { readonly kind: 'not-ours' };

export type Answer<T> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: T;
      /** The server's own clock when it answered (ms); null when it did not tell. */
      readonly serverNow: number | null;
    }
  | { readonly ok: false; readonly fault: Fault };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What was asked and answered, for the sent log. */
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

/** What a request needs beside the account: told of each exchange, and of answers that do not fit. */
export interface ApiClient {
  readonly account: Account;
  onExchange(exchange: Exchange): Promise<void>;
  onInvalid(answer: InvalidAnswer): void;
  /** Whether the browser lets the server be reached; asked when a request brought no answer at all. */
  reaches?(): Promise<boolean>;
  /** Called before each request; rejects when none may be made any more. */
  beforeRequest?(): Promise<void>;
  /** Ends a read that is under way, and forbids the next request: each rejects with its reason. */
  readonly signal?: AbortSignal;
}
