import { DEFAULT_BASE } from '../../../lib/ibl/account/hosts.ts';
import { visitIn } from '../rules/campus.ts';
import { kindOf } from '../rules/exchange.ts';
import type { Study } from '../../harness/worker-harness.ts';
import type { Coverage } from '../coverage-table.ts';
import type { Person } from './person.ts';

/* Checks every request that leaves the browser against the promises. */

type Request = Parameters<Study['onRequest']>[0];
type End = NonNullable<ReturnType<Study['onRequest']>>;

/**
 * Returns the listener for each request of a study.
 * @param broken called with a sentence for each promise that a request breaks
 * @param note called with each request and its answer, for the story
 */
export function watchRequests(
  person: Person,
  broken: (sentence: string) => void,
  note: (line: string) => void,
  coverage?: Coverage,
) {
  return ({ method, url, body }: Request): End => {
    const kind = kindOf(method, url.slice(DEFAULT_BASE.length));
    const text = textOf(body);
    const visit = visitIn(text);
    const say = (why: string) => broken(`${kind} was sent ${why}`);
    if (!url.startsWith(`${DEFAULT_BASE}/`)) say(`to ${url}`);
    if (!person.mayUseKey()) say('with the key after Disconnect');
    const writesPlace = (kind === 'create' || kind === 'update') && visit !== null;
    if (writesPlace) {
      if (person.exams().length > 0) say('while a tab shows an exam');
      if (person.paused() === 'surely') say('while everything is paused');
      if (!person.mayBeSent(visit)) say(`with ${visit.unit}, which somebody else opened`);
    }
    const user = decodeURIComponent(/\/users\/([^/]+)\//.exec(url)?.[1] ?? '');
    if (kind === 'create' && visit) {
      const creates = person.creates(user, visit.course);
      creates.left -= 1;
      if (creates.left < 0) say(`for course ${visit.course} though one was sent before`);
    }
    return (answer, fault) => {
      const status = answer?.response.status ?? 'no answer';
      note(`  ${kind} -> ${status}${fault ? ` (${fault})` : ''}`);
      if (fault) coverage?.hit(`${status} ${fault}`, kind);
      if (!answer) return;
      // If the API itself rejected a create, it created nothing, and one more create is allowed.
      const isOwn = answer.text.startsWith('{') && !answer.response.ok;
      if (kind === 'create' && visit && isOwn && answer.response.status < 500) {
        person.creates(user, visit.course).left += 1;
      }
    };
  };
}

function textOf(body: string): string {
  if (body === '') return '';
  const parsed = JSON.parse(body) as { value?: string; entries?: { value: string }[] };
  return parsed.value ?? parsed.entries?.[0]?.value ?? '';
}
