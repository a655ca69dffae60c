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

/* Checks every request that leaves a browser against the rules. */

export interface BrowserModel {
  readonly device: Device;
  readonly schools: Schools;
  /** Writes whose result a worker certainly knows. They must be in its request log. */
  readonly sent: Exchange[];
}

type Request = Parameters<Study['onRequest']>[0];
type End = NonNullable<ReturnType<Study['onRequest']>>;

export function createRequestChecks(
  names: ReadonlyMap<string, number>,
  /** The course of each memory that was ever written, by id. */
  ids: ReadonlyMap<string, number>,
  browserModelOf: (device: Device) => BrowserModel,
  broken: (sentence: string) => void,
  removed: (course: number, by: Rules) => void,
  note: (line: string) => void,
  coverage?: Coverage,
) {
  const open = new Map<Rules, number>();
  /** Units of refused pages, except those that a request contained before the refusal was known. */
  const refused = new Set<string>();
  const sentUnits = new Set<string>();
  const lastText = new Map<Rules, string>();
  let toStore: { rules: Rules; store: () => void }[] = [];

  /** Applies the answers that the worker has stored, which it does before its next request to a school. */
  function applyStored({ device, schools }: BrowserModel, school: School): void {
    const rules = schools.at(school);
    const mine = toStore.filter((one) => one.rules === rules);
    toStore = toStore.filter((one) => one.rules !== rules);
    for (const { store } of mine) store();
    endDeletes(device, school, rules);
  }

  /** Messages of the screens whose requests are not part of a send. */
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
    if (!url.startsWith(`${DEFAULT_BASE}/`)) broken(`the key was sent to ${url}`);
    for (const unit of (body + decodeURIComponent(url)).match(/secret-\d+-/g) ?? []) {
      if (refused.has(unit)) broken(`${kind} contained ${unit}, a refused page`);
      sentUnits.add(unit);
    }
    if (askedByLearner.has(event) || kind === 'test') return undefined;

    schools.reassignSites(now);
    applyStored(browserModel, school);
    const at = (open.get(rules) ?? 0) + 1;
    open.set(rules, at);
    if (at > 1) broken(`${kind} was sent while another request was open`);
    const ofDelete = deleteOf(device, school, rules, kind, path, now);
    const text = textOf(body);
    const visit = visitIn(text);
    const named = kind === 'name' ? (names.get(path.split('/').at(-2) ?? '') ?? null) : null;
    const id = path.split('/').at(-2) ?? '';
    const asked = kind === 'school' ? courseIn(path) : (ids.get(id) ?? null);
    const about = { written: visit, text, id };
    const send =
      ofDelete === null
        ? rules.checkRequest(kind, visit?.course ?? named ?? asked, about, now)
        : null;

    if (send && schools.ownerOf(send.course) !== school) {
      broken(`${kind} of course ${send.course} was sent to another school`);
    }
    const confirms = send?.unconfirmed === true ? (lastText.get(rules) ?? '') : '';
    if (text !== '') lastText.set(rules, text);

    return (answer, fault) => {
      note(`  ${kind} -> ${answer?.response.status ?? 'no answer'}${fault ? ` (${fault})` : ''}`);
      if (!device.online) coverage?.hit('offline', kind);
      else if (fault !== null) coverage?.hit(nameOf(fault, answer?.response ?? null), kind);
      if (kind === 'delete' && ofDelete !== null) removed(ofDelete, rules);
      // A stopped worker gets no answer.
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
        rules.processAnswer(send, kind, says, seen, Date.now());
      }
      const pending = ofDelete === null ? undefined : rules.state.deletes.get(ofDelete);
      // After a rejected delete, the waiting place may be sent.
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

  /** Returns the course whose delete this request belongs to, or null if it is not part of a delete. */
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
    if (!pending && part === 'edx') broken(`${kind} was sent without a pending delete`);
    if (!pending) return null;
    const course = COURSES.findIndex((key) => key === pending.courseKey);
    const known = rules.state.deletes.get(course);
    // A rejected delete stays listed. A send may write its memory again, or read it for a late place.
    const isLate = kind === 'read' && rules.isLate(course, now);
    if (part === 'ours' && known?.failed === true && (rules.sending() || isLate)) return null;
    const say = (why: string) =>
      broken(`${kind} for the delete of course ${course} was sent ${why}`);
    if (!known) say('though nobody asked for it, or it was undone');
    else if (known.failed) say('though the server rejected it');
    else if (now < Math.floor(known.due)) say('before it was due');
    if (now < Math.floor(rules.state.notBefore)) say('before Retry-After was over');
    if (!rules.state.connected) say('without a connection');
    return course;
  }

  /** Checks that a delete that left the list was complete, and ends it in the model. */
  function endDeletes(device: Device, school: School, rules: Rules): void {
    const all = pendingOf(device, school);
    const { user } = rules.state;
    const now = connectedTo(device, school);
    // Another user was just connected, so the deletes of the last user are over.
    if (now && now.username !== USERS[user ?? 0]?.username) return;
    for (const [course, pending] of rules.state.deletes) {
      if (all.some(({ courseKey }) => courseKey === COURSES[course])) continue;
      const { ours, school: theirs, done, due } = pending;
      const isDone = (!ours || done.has('ours')) && (!theirs || done.has('school'));
      if (!isDone) broken(`the delete of course ${course} left the list before it was complete`);
      if (Date.now() < Math.floor(due))
        broken(`the delete of course ${course} ended before it was due`);
      rules.completeDelete(course);
    }
  }

  return {
    onRequest,
    onRest(devices: Iterable<BrowserModel>): void {
      for (const one of devices) {
        one.schools.reassignSites(Date.now());
        one.schools.discardPlaces(Date.now());
        for (const school of SCHOOLS) applyStored(one, school);
      }
    },
    /** From now on no request may contain this unit, unless one did before. */
    refuse(unit: string): void {
      if (!sentUnits.has(unit)) refused.add(unit);
    },
    /** Returns whether a request to a school is open. */
    isOpen: (rules: Rules) => (open.get(rules) ?? 0) > 0,
    /** Closes the requests of a stopped worker. */
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
    // Another device may have created it again under another id. That memory stays.
    if (kind === 'read' && missing) pending.missed = true;
    if (kind === 'school delete' || (kind === 'school read' && missing)) pending.done.add('school');
    return;
  }
  const asked = outcome.kind === 'answer' ? outcome.retryAfter : null;
  if (turn === 'later') rules.postponeDeletes(pending, asked ?? 0, Date.now());
  else pending.failed = true;
}

/** Returns the course that a request for the school's own row names, or null. */
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

/** Returns whether a read by id was answered with another row. */
function isOther(kind: Kind, path: string, outcome: Outcome): boolean {
  if (outcome.kind === 'lost' || outcome.status >= 300) return false;
  if (kind === 'school read') return !outcome.text.includes('"course_id"');
  return kind === 'read' && !outcome.text.includes(path.split('/').at(-2) ?? '');
}

/** Returns the name of a fault in the table. */
function nameOf(fault: string, response: Response | null): string {
  if (fault === 'body') return '200, another body';
  if (fault !== 'status') return fault;
  if (!response) return '301';
  const after = response.headers.has('Retry-After') ? ' with Retry-After' : '';
  return `${response.status}${after}`;
}
