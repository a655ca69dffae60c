import type { PendingDelete } from '../store/items/pending-deletes.ts';
import type { ConnectionState } from './overview.ts';

/** The progress of deleting everything that Waypoint stored at a connection. */
export interface Progress {
  /**
   * `soon`: the learner can still undo it; `stuck`: not everything could be deleted, and the
   * learner chooses; `patient`: Waypoint retries until everything is deleted.
   */
  readonly state: 'asking' | 'soon' | 'deleting' | 'stuck' | 'patient';
  readonly done: number;
  readonly total: number;
  /** What the server said when it rejected a request; empty if it said nothing. */
  readonly words: string;
}

/** Returns the progress of disconnecting a connection; null if it is not being disconnected. */
export function progressOf(
  { connection, disconnecting }: ConnectionState,
  pending: readonly PendingDelete[],
  now: number,
): Progress | null {
  if (!disconnecting) return null;
  const left = pending.filter(({ connectionId }) => connectionId === connection.id);
  const failed = left.map((one) => one.failed).find((words) => words !== null);
  const words = disconnecting.failed ?? failed ?? '';
  const { total, patient } = disconnecting;
  const tell = (state: Progress['state']): Progress => {
    return { state, done: Math.max(0, total - left.length), total, words };
  };
  if (disconnecting.stage === 'list') {
    if (patient) return tell('patient');
    return tell(disconnecting.failed === null && disconnecting.attempts === 0 ? 'asking' : 'stuck');
  }
  if (patient) return tell('patient');
  if (left.length > 0 && left.every((one) => one.failed !== null || one.attempts > 0)) {
    return tell('stuck');
  }
  return tell(left.length === total && left.some(({ due }) => due > now) ? 'soon' : 'deleting');
}
