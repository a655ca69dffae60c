import { classify } from '../../ibl/client/classify-fault.ts';
import type { Fault } from '../../ibl/client/types.ts';
import { MOST_REJECTIONS, waitingIn, type CourseRecord } from '../../store/items/outbox-record.ts';
import { NO_FAILURE } from './record-outcome.ts';

/* Updates a record after a send failed. */

/**
 * Returns the record after a failed send. The place stays queued. After a fault that may pass, the
 * wait is the one that was stored before the send.
 * @param seq number of the place that was sent: a newer place that came meanwhile was not rejected
 */
export function failed(record: CourseRecord, fault: Fault, seq: number): CourseRecord {
  const meaning = classify(fault);
  if (meaning === 'auth') return { ...record, ...NO_FAILURE };
  if (meaning === 'rejected') {
    const { status, words } = fault.kind === 'status' ? fault : { status: 0, words: '' };
    const rejections = record.rejections + 1;
    const waiting = waitingIn(record);
    const isNewer = waiting !== null && waiting.seq !== seq;
    const rejected = isNewer && rejections < MOST_REJECTIONS ? null : { status, words };
    return { ...record, ...NO_FAILURE, rejected, rejections };
  }
  return { ...record, lastError: errorOf(fault) };
}

function errorOf(fault: Fault): CourseRecord['lastError'] {
  if (fault.kind === 'status') return { kind: 'server', status: fault.status };
  if (fault.kind === 'intermediary') return { kind: fault.kind, status: fault.status };
  // Missing access is not stored, because whoever shows the status asks the browser each time.
  if (fault.kind === 'not-ours' || fault.kind === 'no-access') return null;
  return { kind: fault.kind };
}
