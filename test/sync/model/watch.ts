import type { Exchange } from '../../../lib/ibl/http.ts';
import { DEFAULT_BASE } from '../../../lib/ibl/hosts.ts';
import type { Device } from '../device.ts';
import type { Study } from '../study.ts';
import { COURSES, visitIn } from './campus.ts';
import { kindOf, turnOf, type Kind, type Outcome } from './exchange.ts';
import { pendingOf } from './peek.ts';
import type { Rules } from './rules.ts';
import type { Tally } from './tally.ts';

/* Looks at every request on the wire and asks the rules whether it may be. */

export interface Watched {
  readonly device: Device;
  readonly rules: Rules;
  /** Writes that a worker surely knows the end of: they are in its sent log. */
  readonly sent: Exchange[];
}

type Request = Parameters<Study['onRequest']>[0];
type End = NonNullable<ReturnType<Study['onRequest']>>;

export function watchWire(
  names: ReadonlyMap<string, number>,
  watchedOf: (device: Device) => Watched,
  broken: (sentence: string) => void,
  removed: (course: number, by: Rules) => void,
  note: (line: string) => void,
  tally?: Tally,
) {
  const open = new Map<Device, number>();
  /** Units of refused pages, and those of which a request has told before that was known. */
  const refused = new Set<string>();
  const toldOf = new Set<string>();
  const lastText = new Map<Device, string>();
  let toStore: (() => void)[] = [];

  /** Requests that the learner makes with a click, beside all sending. */
  const byHand = new Set(['memory/list', 'instruction/read', 'instruction/save']);

  function onRequest(request: Request): End | undefined {
    const { device, event, method, url, body } = request;
    const generation = device.generation();
    const { rules, sent } = watchedOf(device);
    const path = url.slice(DEFAULT_BASE.length);
    const kind = kindOf(method, path);
    const now = Date.now();
    if (!url.startsWith(`${DEFAULT_BASE}/`)) broken(`the key went to ${url}`);
    for (const unit of (body + decodeURIComponent(url)).match(/secret-\d+-/g) ?? []) {
      if (refused.has(unit)) broken(`${kind} told of ${unit}, a refused page`);
      toldOf.add(unit);
    }
    if (byHand.has(event) || kind === 'test') return undefined;

    const at = (open.get(device) ?? 0) + 1;
    open.set(device, at);
    if (at > 1) broken(`${kind} was asked while another request was open`);
    const ofDelete = deleteOf(device, rules, kind, path, now);
    const text = textOf(body);
    const visit = visitIn(text);
    const named = kind === 'name' ? (names.get(path.split('/').at(-2) ?? '') ?? null) : null;
    const send = ofDelete === null ? rules.asks(kind, visit?.course ?? named, visit, now) : null;

    const confirms = send?.unconfirmed === true ? (lastText.get(device) ?? '') : '';
    if (text !== '') lastText.set(device, text);

    return (answer, fault) => {
      note(`  ${kind} -> ${answer?.response.status ?? 'no answer'}${fault ? ` (${fault})` : ''}`);
      if (!device.online) tally?.hit('offline', kind);
      else if (fault !== null) tally?.hit(nameOf(fault, answer?.response ?? null), kind);
      if (kind === 'delete' && ofDelete !== null) removed(ofDelete, rules);
      // A worker that is gone hears no answer.
      if (generation.stopped.aborted) return;
      open.set(device, (open.get(device) ?? 1) - 1);
      const outcome: Outcome = answer
        ? {
            kind: 'answer',
            status: answer.response.status,
            text: answer.text,
            retryAfter: retryAfter(answer.response),
          }
        : { kind: 'lost' };
      const says = turnOf(kind, outcome, text || confirms);
      const turn = says === 'goes-on' && isOther(kind, path, outcome) ? 'stop-course' : says;
      if (send) rules.answered(send, kind, turn, outcome, Date.now());
      const pending = ofDelete === null ? undefined : rules.state.deletes.get(ofDelete);
      // Once it is refused, what waits may go.
      if (pending && turn !== 'goes-on' && turn !== 'later') pending.failed = true;
      toStore.push(() => {
        if (generation.stopped.aborted) return;
        const status = answer?.response.status ?? null;
        if (method !== 'GET') sent.push({ method: 'POST', path, status, body: body || null });
        if (ofDelete !== null) endOfDelete(rules, ofDelete, kind, turn, outcome);
      });
    };
  }

  /** The course whose delete the request carries out, or null when it is none of that. */
  function deleteOf(device: Device, rules: Rules, kind: Kind, path: string, now: number) {
    if (kind !== 'read' && kind !== 'delete') return null;
    const pending = pendingOf(device).find(({ ours }) => path.includes(`/${ours}/`));
    if (!pending) return null;
    const course = COURSES.findIndex((key) => key === pending.courseKey);
    const known = rules.state.deletes.get(course);
    // One that was refused stays listed: its memory may be renewed by a send.
    if (known?.failed === true && rules.sending()) return null;
    const say = (why: string) => broken(`${kind} for the delete of course ${course} ${why}`);
    if (!known) say('that nobody asked for, or that was undone');
    else if (known.failed) say('that the server refused');
    else if (now < Math.floor(known.due)) say('before its time');
    if (now < Math.floor(rules.state.notBefore)) say('before Retry-After');
    if (!rules.state.connected) say('without a connection');
    return course;
  }

  return {
    onRequest,
    onRest(): void {
      for (const store of toStore) store();
      toStore = [];
    },
    /** From now on nothing may tell of a unit. */
    refuse(unit: string): void {
      if (!toldOf.has(unit)) refused.add(unit);
    },
    /** Whether a request of a device is open. */
    isOpen: (device: Device) => (open.get(device) ?? 0) > 0,
    /** Connections of a stopped worker are closed. */
    closeAll: (device: Device) => void open.set(device, 0),
  };
}

function endOfDelete(rules: Rules, course: number, kind: Kind, turn: string, outcome: Outcome) {
  const pending = rules.state.deletes.get(course);
  if (!pending) return;
  const missing = outcome.kind === 'answer' && outcome.status === 404;
  if (turn === 'goes-on') {
    if (kind === 'delete' || missing) rules.forgets(course);
    return;
  }
  const asked = outcome.kind === 'answer' ? outcome.retryAfter : null;
  if (turn === 'later' && asked !== null) rules.state.notBefore = Date.now() + asked;
  if (turn !== 'later') pending.failed = true;
  else {
    pending.attempts += 1;
    pending.due = Date.now() + Math.max(rules.later(pending.attempts), asked ?? 0);
  }
}

function textOf(body: string): string {
  if (body === '') return '';
  const parsed = JSON.parse(body) as { value?: string; entries?: { value: string }[] };
  return parsed.value ?? parsed.entries?.[0]?.value ?? '';
}

function retryAfter(response: Response): number | null {
  const value = response.headers.get('Retry-After');
  return value === null ? null : Number(value) * 1000;
}

/** What was read by its id, and is something else. */
function isOther(kind: Kind, path: string, outcome: Outcome): boolean {
  if (kind !== 'read' || outcome.kind === 'lost' || outcome.status >= 300) return false;
  return !outcome.text.includes(path.split('/').at(-2) ?? '');
}

/** A fault as the table names it. */
function nameOf(fault: string, response: Response | null): string {
  if (fault === 'body') return '200, another body';
  if (fault !== 'status') return fault;
  if (!response) return '301';
  const after = response.headers.has('Retry-After') ? ' with Retry-After' : '';
  return `${response.status}${after}`;
}
