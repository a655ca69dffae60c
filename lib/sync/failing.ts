import type { Fault } from '../ibl/http.ts';
import type { CourseRecord } from '../store/records.ts';
import { MOST_REFUSALS, settled } from './record.ts';

/* What becomes of a record when a try brought nothing. */

type Verdict = 'again' | 'stop-connection' | 'stop-course';

/** What a fault means for what comes next. */
export function verdictOf(fault: Fault): Verdict {
  if (fault.kind === 'not-ours') return 'stop-course';
  if (fault.kind !== 'status') return 'again';
  const { status } = fault;
  if (status === 401 || status === 403) return 'stop-connection';
  return status === 408 || status === 429 || status >= 500 || status < 400
    ? 'again'
    : 'stop-course';
}

/**
 * The try failed. What waits goes on waiting, for as long as was stored before the try.
 * @param seq what was tried: a newer place that came meanwhile was not refused
 */
export function failed(record: CourseRecord, fault: Fault, seq: number): CourseRecord {
  const verdict = verdictOf(fault);
  if (verdict === 'stop-connection') return { ...record, ...settled };
  if (verdict === 'stop-course') {
    const { status, words } = fault.kind === 'status' ? fault : { status: 0, words: '' };
    const refusals = record.refusals + 1;
    const isNewer = record.waiting !== null && record.waiting.seq !== seq;
    const stop = isNewer && refusals < MOST_REFUSALS ? null : { status, words };
    return { ...record, ...settled, stop, refusals };
  }
  return { ...record, trouble: troubleOf(fault) };
}

function troubleOf(fault: Fault): CourseRecord['trouble'] {
  if (fault.kind === 'status') return { kind: 'server', status: fault.status };
  // That there is no access is asked of the browser each time it is told.
  if (fault.kind === 'not-ours' || fault.kind === 'no-access') return null;
  return { kind: fault.kind };
}
