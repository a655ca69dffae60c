import { classify } from '../../ibl/client/classify-fault.ts';
import type { Fault } from '../../ibl/client/types.ts';
import { type CourseRecord, MOST_REFUSALS } from '../../store/items/outbox-record.ts';
import { settled } from './outbox-record.ts';

/* What becomes of a record when a try brought nothing. */

/**
 * The try failed. What waits goes on waiting, for as long as was stored before the try.
 * @param seq what was tried: a newer place that came meanwhile was not refused
 */
export function failed(record: CourseRecord, fault: Fault, seq: number): CourseRecord {
  const meaning = classify(fault);
  if (meaning === 'auth') return { ...record, ...settled };
  if (meaning === 'rejected') {
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
  if (fault.kind === 'intermediary') return { kind: fault.kind, status: fault.status };
  // That there is no access is asked of the browser each time it is told.
  if (fault.kind === 'not-ours' || fault.kind === 'no-access') return null;
  return { kind: fault.kind };
}
