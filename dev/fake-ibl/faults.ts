/** What goes wrong, instead of the ordinary answer or around it. */
export type Action =
  /**
   * Sends this answer, after `ms` if given, and does nothing else. Text is sent as HTML, null as no
   * body at all, anything else as JSON. An error without a body gets a `detail` as JSON.
   */
  | {
      kind: 'status';
      status: number;
      body?: unknown;
      headers?: Record<string, string>;
      ms?: number;
    }
  /** Sends 200 with exactly this body, and does nothing else. */
  | { kind: 'body'; body: string; contentType?: string }
  /** Sends no answer until the fault is removed; then closes the connection. */
  | { kind: 'hang' }
  /** Closes the connection and does nothing else. */
  | { kind: 'drop' }
  /** Does what was asked, then closes the connection without an answer. */
  | { kind: 'lose-reply' }
  /**
   * Does what was asked twice, because Chromium by itself repeats a request whose connection ended
   * before any answer. Then sends the second answer, or closes the connection if `isLost`.
   */
  | { kind: 'repeat'; isLost: boolean }
  /** Does what was asked and answers, but breaks the connection after `after` bytes of the body. */
  | { kind: 'cut-reply'; after: number }
  /** Does what was asked and answers, but sends the body byte by byte, one each `ms`. */
  | { kind: 'drip'; ms: number }
  /** Sends the ordinary answer after `ms`. */
  | { kind: 'delay'; ms: number };

export interface FaultRule {
  method?: string;
  /** Matched against the path with its query. A string is the source of a regular expression. */
  path?: RegExp | string;
  /** How often the rule acts; always when absent. */
  times?: number;
  /** How many matching requests pass first. */
  skip?: number;
  do: Action;
}

export interface Faults {
  /** Adds a rule and returns a function that removes it. The first rule that matches acts. */
  add(rule: FaultRule): () => void;
  clear(): void;
}

/** The connection ended without a reply. A TypeError, because a browser's fetch fails with one. */
export class ConnectionLost extends TypeError {
  constructor(reason: string) {
    super(`The connection was lost: ${reason}`);
    this.name = 'ConnectionLost';
  }
}

/** A rule that acts on one request. */
export interface Fault {
  readonly action: Action;
  /** Rejects once the rule is removed. */
  readonly ended: Promise<never>;
}

interface Rule {
  readonly method: string | null;
  readonly path: RegExp | null;
  readonly action: Action;
  left: number;
  skip: number;
  readonly ended: Promise<never>;
  readonly end: (reason: Error) => void;
}

export interface FaultBook extends Faults {
  /** Returns the fault for this request and counts it as one of its times; null if no rule acts. */
  take(method: string, path: string): Fault | null;
}

export function createFaults(): FaultBook {
  const rules = new Set<Rule>();
  const remove = (rule: Rule): void => {
    rules.delete(rule);
    rule.end(new ConnectionLost('the fault was taken away'));
  };
  return {
    add(given) {
      const rule = prepare(given);
      rules.add(rule);
      return () => remove(rule);
    },
    clear: () => rules.forEach(remove),
    take(method, path) {
      for (const rule of rules) {
        const matches = (rule.method ?? method) === method && (rule.path?.test(path) ?? true);
        if (!matches || rule.left <= 0) continue;
        if (rule.skip > 0) rule.skip -= 1;
        else {
          rule.left -= 1;
          return rule;
        }
      }
      return null;
    },
  };
}

function prepare(given: FaultRule): Rule {
  const { promise: ended, reject: end } = Promise.withResolvers<never>();
  // Usually nobody waits for the end of a rule.
  ended.catch(() => undefined);
  const { path } = given;
  return {
    method: given.method?.toUpperCase() ?? null,
    // Removes the flags that make an expression remember where it stopped.
    path: path === undefined ? null : new RegExp(path, path instanceof RegExp ? flags(path) : ''),
    action: given.do,
    left: given.times ?? Infinity,
    skip: given.skip ?? 0,
    ended,
    end,
  };
}

const flags = (expression: RegExp): string => expression.flags.replaceAll(/[gy]/g, '');
