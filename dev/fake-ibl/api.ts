import { ConnectionLost, createFaults } from './faults.ts';
import { createControl, isControl } from './control.ts';
import type { LogEntry } from './log.ts';
import { misbehave } from './apply-fault.ts';
import { createCheck } from './openapi/check.ts';
import { createSeed } from './seed.ts';
import { createServe } from './serve.ts';
import { sowStandard } from './standard-seed.ts';
import { storedMemory } from './stored-memory.ts';
import type { StoredMemory } from './stored-memory.ts';
import { openStore } from './store/store.ts';
import { ORDINARY_SERVER } from './server-variants.ts';
import type { Switches } from './server-variants.ts';
import { createClock } from './timestamps.ts';
import type { Api } from './types.ts';

export { ConnectionLost } from './faults.ts';
export type { LogEntry } from './log.ts';
export * from './demo-accounts.ts';
export type { Api } from './types.ts';
export type { StoredMemory } from './stored-memory.ts';
export type { Scheme } from './server-variants.ts';

export interface ApiOptions {
  /** A file, or `:memory:`. A file keeps its data; an empty one gets the standard seed. */
  database?: string;
  /** The server's clock, in milliseconds. */
  now?: () => number;
  /** Whether requests and replies are checked against the official document. Default: true. */
  check?: boolean;
  /** Whether /_dev is served. */
  control?: boolean;
}

export function createApi(options: ApiOptions = {}): Api {
  const { database = ':memory:', now = () => Date.now() } = options;
  const store = openStore(database);
  const switches: Switches = { ...ORDINARY_SERVER };
  const moment = createClock(now);
  const seed = createSeed(store, switches, moment);
  const faults = createFaults();
  const check = options.check === false ? null : createCheck();
  const listeners = new Set<(memory: StoredMemory) => void>();
  const wrote = (memory: StoredMemory): void => listeners.forEach((listener) => listener(memory));
  const serve = createServe({ store, switches, now, moment, wrote });
  const log: LogEntry[] = [];
  const violations: string[] = [];
  let isOpen = true;

  if (!store.people.anySchool()) sowStandard(seed);

  /** Returns the path without the server's own prefix, which is not in the document. */
  const withoutPrefix = (path: string): string =>
    path.startsWith(`${switches.prefix}/`) ? path.slice(switches.prefix.length) : path;

  async function respond(request: Request, entry: LogEntry): Promise<Response> {
    const exchange = { ...entry, path: withoutPrefix(entry.path) };
    violations.push(...(check?.request(exchange) ?? []));
    const carryOut = async (): Promise<Response> => {
      if (!isOpen) throw new ConnectionLost('the server was closed');
      const response = await serve(request, entry.body);
      const text = await response.clone().text();
      violations.push(...(check?.reply(exchange, response.status, text) ?? []));
      return response;
    };
    const fault = faults.take(entry.method, entry.path);
    entry.fault = fault?.action.kind ?? null;
    const response =
      fault === null ? await carryOut() : await misbehave(fault, request.signal, carryOut);
    response.headers.set('Date', new Date(now()).toUTCString());
    entry.status = response.status;
    // A reply that breaks off or takes forever cannot be read here before it is sent.
    if (entry.fault !== 'cut-reply' && entry.fault !== 'drip')
      entry.reply = await response.clone().text();
    return response;
  }

  const api: Api = {
    async fetch(request) {
      if (!isOpen) throw new ConnectionLost('the server was closed');
      const url = new URL(request.url);
      if (control !== null && isControl(url)) return control(request);
      const entry: LogEntry = {
        at: now(),
        method: request.method,
        host: request.headers.get('host') ?? url.host,
        path: url.pathname + url.search,
        headers: Object.fromEntries(request.headers.entries()),
        body: '',
        status: null,
        reply: '',
        fault: null,
      };
      log.push(entry);
      entry.body = await request.text();
      return respond(request, entry);
    },
    log,
    violations,
    onWrite(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    faults,
    seed,
    memories: (org, username) =>
      store.memories.of(org, username).map((row) => storedMemory(store, row)),
    reset() {
      faults.clear();
      Object.assign(switches, ORDINARY_SERVER);
      store.empty();
      sowStandard(seed);
      log.length = 0;
      violations.length = 0;
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      faults.clear();
      store.close();
    },
  };
  const control = options.control === true ? createControl(api) : null;
  return api;
}
