import type { Exchange } from '../../../lib/ibl/client/types.ts';
import { OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { DEFAULT_BASE } from '../../../lib/ibl/account/hosts.ts';
import type { Device } from '../../harness/fake-device.ts';
import type { Study } from '../../harness/worker-harness.ts';
import { COURSES, USERS, visitIn } from './campus.ts';
import { kindOf, turnOf, type Kind, type Outcome } from './exchange.ts';
import { LONGEST_RETRY_AFTER } from './limits.ts';
import { connectedTo, pendingOf } from './read-storage.ts';
import { shownIn } from './reply.ts';
import type { Rules } from './rules.ts';
import { SCHOOLS, type School, type Schools } from './schools.ts';
import type { Coverage } from '../coverage-table.ts';

/* Looks at every request on the wire and asks the rules whether it may be. */

export interface BrowserModel {
  readonly device: Device;
  readonly schools: Schools;
  /** Writes that a worker surely knows the end of: they are in its sent log. */
  readonly sent: Exchange[];
}

type Request = Parameters<Study['onRequest']>[0];
type End = NonNullable<ReturnType<Study['onRequest']>>;

export function createRequestChecks(
  names: ReadonlyMap<string, number>,
  /** Which course each memory is of that was ever written. */
  ids: ReadonlyMap<string, number>,
  browserModelOf: (device: Device) => BrowserModel,
  broken: (sentence: string) => void,
  removed: (course: number, by: Rules) => void,
  note: (line: string) => void,
  coverage?: Coverage,
) {
  const open = new Map<Rules, number>();
  /** Units of refused pages, and those of which a request has told before that was known. */
  const refused = new Set<string>();
  const sentUnits = new Set<string>();
  const lastText = new Map<Rules, string>();
  let toStore: { rules: Rules; store: () => void }[] = [];

  /** What the worker heard of a school is stored before it asks anything else of it. */
  function applyStored({ device, schools }: BrowserModel, school: School): void {
    const rules = schools.at(school);
    const mine = toStore.filter((one) => one.rules === rules);
    toStore = toStore.filter((one) => one.rules !== rules);
    for (const { store } of mine) store();
    endDeletes(device, school, rules);
  }

  /** Requests that the learner makes with a click, beside all sending. */
  const askedByLearner = new Set(['memory/list', 'instruction/read', 'instruction/save']);

  function onRequest(request: Request): End | undefined {
    const { device, event, method, url, body } = request;
    const generation = device.generation();
    const browserModel = browserModelOf(device);
    const { schools, sent } = browserModel;
    const school: School = url.includes(`/orgs/${OTHER_ORG}/`) ? 1 : 0;
    const rules = schools.at(school);
    const path = url.slice(DEFAULT_BASE.length);
    const kind = kindOf(method, path);
    const now = Date.now();
    if (!url.startsWith(`${DEFAULT_BASE}/`)) broken(`the key went to ${url}`);
    for (const unit of (body + decodeURIComponent(url)).match(/secret-\d+-/g) ?? []) {
      if (refused.has(unit)) broken(`${kind} told of ${unit}, a refused page`);
      sentUnits.add(unit);
    }
    if (askedByLearner.has(event) || kind === 'test') return undefined;

    schools.reassignsSites(now);
    applyStored(browserModel, school);
    const at = (open.get(rules) ?? 0) + 1;
    open.set(rules, at);
    if (at > 1) broken(`${kind} was asked while another request was open`);
    const ofDelete = deleteOf(device, school, rules, kind, path, now);
    const text = textOf(body);
    const visit = visitIn(text);
    const named = kind === 'name' ? (names.get(path.split('/').at(-2) ?? '') ?? null) : null;
    const id = path.split('/').at(-2) ?? '';
    const asked = kind === 'school' ? courseIn(path) : (ids.get(id) ?? null);
    const about = { written: visit, text, id };
    const send =
      ofDelete === null ? rules.asks(kind, visit?.course ?? named ?? asked, about, now) : null;

    if (send && schools.ownerOf(send.course) !== school) {
      broken(`${kind} of course ${send.course} was asked of another school`);
    }
    const confirms = send?.unconfirmed === true ? (lastText.get(rules) ?? '') : '';
    if (text !== '') lastText.set(rules, text);

    return (answer, fault) => {
      note(`  ${kind} -> ${answer?.response.status ?? 'no answer'}${fault ? ` (${fault})` : ''}`);
      if (!device.online) coverage?.hit('offline', kind);
      else if (fault !== null) coverage?.hit(nameOf(fault, answer?.response ?? null), kind);
      if (kind === 'delete' && ofDelete !== null) removed(ofDelete, rules);
      // A worker that is gone hears no answer.
      if (generation.stopped.aborted) return;
      open.set(rules, (open.get(rules) ?? 1) - 1);
      const outcome: Outcome = answer
        ? {
            kind: 'answer',
            status: answer.response.status,
            text: answer.text,
            isOwn: answer.text.startsWith('{"detail') || answer.text.startsWith('{"error'),
            retryAfter: retryAfter(answer.response),
            serverNow: Date.parse(answer.response.headers.get('Date') ?? ''),
          }
        : { kind: 'lost' };
      const says = turnOf(kind, outcome, text || confirms);
      const other = says === 'goes-on' && isOther(kind, path, outcome);
      const turn = other ? 'stop-course' : says;
      if (send) {
        const shown = shownIn(kind, outcome, (name) => names.get(name) === send.course);
        const isAnother = kind === 'read' && shown === null;
        const seen = { outcome, shown: isAnother ? null : shown, isOther: other };
        rules.answered(send, kind, says, seen, Date.now());
      }
      const pending = ofDelete === null ? undefined : rules.state.deletes.get(ofDelete);
      // Once it is refused, what waits may go.
      if (pending && turn !== 'goes-on' && turn !== 'later') pending.failed = true;
      const store = () => {
        if (generation.stopped.aborted) return;
        const status = answer?.response.status ?? null;
        if (method !== 'GET') sent.push({ method: 'POST', path, status, body: body || null });
        if (ofDelete !== null) endOfDelete(rules, ofDelete, kind, turn, outcome);
      };
      toStore.push({ rules, store });
    };
  }

  /** The course whose delete the request carries out, or null when it is none of that. */
  function deleteOf(
    device: Device,
    school: School,
    rules: Rules,
    kind: Kind,
    path: string,
    now: number,
  ) {
    const id = path.split('/').at(-2) ?? '';
    const part = kind === 'read' || kind === 'delete' ? 'ours' : 'edx';
    if (part === 'edx' && kind !== 'school read' && kind !== 'school delete') return null;
    const pending = pendingOf(device, school).find((one) => String(one[part]) === id);
    if (!pending && part === 'edx') broken(`${kind} without a delete`);
    if (!pending) return null;
    const course = COURSES.findIndex((key) => key === pending.courseKey);
    const known = rules.state.deletes.get(course);
    // One that was refused stays listed: its memory may be renewed by a send, or read as a late one.
    const isLate = kind === 'read' && rules.isLate(course, now);
    if (part === 'ours' && known?.failed === true && (rules.sending() || isLate)) return null;
    const say = (why: string) => broken(`${kind} for the delete of course ${course} ${why}`);
    if (!known) say('that nobody asked for, or that was undone');
    else if (known.failed) say('that the server refused');
    else if (now < Math.floor(known.due)) say('before its time');
    if (now < Math.floor(rules.state.notBefore)) say('before Retry-After');
    if (!rules.state.connected) say('without a connection');
    return course;
  }

  /** Deletes that are listed no more: each of their parts has to be gone. */
  function endDeletes(device: Device, school: School, rules: Rules): void {
    const all = pendingOf(device, school);
    const { user } = rules.state;
    const now = connectedTo(device, school);
    // Another user was just connected: the deletes of the last one are over.
    if (now && now.username !== USERS[user ?? 0]?.username) return;
    for (const [course, pending] of rules.state.deletes) {
      if (all.some(({ courseKey }) => courseKey === COURSES[course])) continue;
      const { ours, school: theirs, done, due } = pending;
      const isDone = (!ours || done.has('ours')) && (!theirs || done.has('school'));
      if (!isDone) broken(`the delete of course ${course} was not carried out`);
      if (Date.now() < Math.floor(due)) broken(`the delete of course ${course} ended early`);
      rules.forgets(course);
    }
  }

  return {
    onRequest,
    onRest(devices: Iterable<BrowserModel>): void {
      for (const one of devices) {
        one.schools.reassignsSites(Date.now());
        one.schools.discards(Date.now());
        for (const school of SCHOOLS) applyStored(one, school);
      }
    },
    /** From now on nothing may tell of a unit. */
    refuse(unit: string): void {
      if (!sentUnits.has(unit)) refused.add(unit);
    },
    /** Whether a request to a school is open. */
    isOpen: (rules: Rules) => (open.get(rules) ?? 0) > 0,
    /** Connections of a stopped worker are closed. */
    closeAll({ all }: Schools): void {
      for (const rules of all) open.set(rules, 0);
    },
  };
}

function endOfDelete(rules: Rules, course: number, kind: Kind, turn: string, outcome: Outcome) {
  const pending = rules.state.deletes.get(course);
  if (!pending) return;
  const missing = outcome.kind === 'answer' && outcome.status === 404;
  if (turn === 'goes-on') {
    if (kind === 'delete' || (kind === 'read' && missing)) pending.done.add('ours');
    // Another device may have made it anew, under another id: that one stays.
    if (kind === 'read' && missing) pending.missed = true;
    if (kind === 'school delete' || (kind === 'school read' && missing)) pending.done.add('school');
    return;
  }
  const asked = outcome.kind === 'answer' ? outcome.retryAfter : null;
  if (turn === 'later') rules.postpones(pending, asked ?? 0, Date.now());
  else pending.failed = true;
}

/** The course that a question about the school's own row names. */
function courseIn(path: string): number | null {
  const key = new URLSearchParams(path.split('?')[1]).get('course_id');
  const course = COURSES.findIndex((one) => one === key);
  return course < 0 ? null : course;
}

function textOf(body: string): string {
  if (body === '') return '';
  const parsed = JSON.parse(body) as { value?: string; entries?: { value: string }[] };
  return parsed.value ?? parsed.entries?.[0]?.value ?? '';
}

function retryAfter(response: Response): number | null {
  const value = response.headers.get('Retry-After');
  if (value === null) return null;
  const number = Number(value);
  const server = Date.parse(response.headers.get('Date') ?? '');
  const wait = number < 1e9 ? number * 1000 : number * 1000 - server;
  return Math.min(Math.max(0, wait), LONGEST_RETRY_AFTER);
}

/** What was read by its id, and is something else. */
function isOther(kind: Kind, path: string, outcome: Outcome): boolean {
  if (outcome.kind === 'lost' || outcome.status >= 300) return false;
  if (kind === 'school read') return !outcome.text.includes('"course_id"');
  return kind === 'read' && !outcome.text.includes(path.split('/').at(-2) ?? '');
}

/** A fault as the table names it. */
function nameOf(fault: string, response: Response | null): string {
  if (fault === 'body') return '200, another body';
  if (fault !== 'status') return fault;
  if (!response) return '301';
  const after = response.headers.has('Retry-After') ? ' with Retry-After' : '';
  return `${response.status}${after}`;
}
