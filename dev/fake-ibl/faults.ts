/** What goes wrong, in place of or around the ordinary answer. */
export type Action =
  /**
   * This answer, after `ms` if it is slow; nothing is carried out. Text is sent as HTML, null as no body at
   * all, anything else as JSON; an error without one is in the API's own words.
   */
  | {
      kind: 'status';
      status: number;
      body?: unknown;
      headers?: Record<string, string>;
      ms?: number;
    }
  /** 200 with exactly this body; nothing is carried out. */
  | { kind: 'body'; body: string; contentType?: string }
  /** No answer until the fault is taken away; then the connection is closed. */
  | { kind: 'hang' }
  /** The connection is closed; nothing is carried out. */
  | { kind: 'drop' }
  /** Carried out, then the connection is closed without an answer. */
  | { kind: 'lose-reply' }
  /** Carried out and answered, but the connection breaks after so many bytes of the body. */
  | { kind: 'cut-reply'; after: number }
  /** Carried out and answered, but the body comes byte by byte, one each `ms`. */
  | { kind: 'drip'; ms: number }
  /** The ordinary answer, later. */
  | { kind: 'delay'; ms: number };

export interface FaultRule {
  method?: string;
  /** Looked for in the path with its query. Text is the source of a regular expression. */
  path?: RegExp | string;
  /** How often it acts; without end when absent. */
  times?: number;
  /** So many matching requests pass first. */
  skip?: number;
  do: Action;
}

export interface Faults {
  /** The first rule that matches acts. The function returned takes this one away. */
  add(rule: FaultRule): () => void;
  clear(): void;
}

/** The connection ended without a reply. As in a browser, whose fetch fails with a TypeError. */
export class ConnectionLost extends TypeError {
  constructor(reason: string) {
    super(`The connection was lost: ${reason}`);
    this.name = 'ConnectionLost';
  }
}

/** A rule at work for one request. */
export interface Fault {
  readonly action: Action;
  /** Rejects once the rule is taken away. */
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
  /** The fault for this request, which counts as one of its times. */
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
  // Most rules end with nobody waiting for it.
  ended.catch(() => undefined);
  const { path } = given;
  return {
    method: given.method?.toUpperCase() ?? null,
    // Without the flags that make an expression remember where it stopped.
    path: path === undefined ? null : new RegExp(path, path instanceof RegExp ? flags(path) : ''),
    action: given.do,
    left: given.times ?? Infinity,
    skip: given.skip ?? 0,
    ended,
    end,
  };
}

const flags = (expression: RegExp): string => expression.flags.replaceAll(/[gy]/g, '');
