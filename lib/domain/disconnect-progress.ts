import type { PendingDelete } from '../store/items/pending-deletes.ts';
import type { Standing } from './overview.ts';

/** How far the deleting of all that Waypoint stored at a connection is. */
export interface Progress {
  /** `soon`: it can still be taken back; `stuck`: not all could be deleted, and the learner chooses. */
  readonly state: 'asking' | 'soon' | 'deleting' | 'stuck' | 'patient';
  readonly done: number;
  readonly total: number;
  /** What the server said to that which it refused. */
  readonly words: string;
}

/** Null for a connection that is not being left. */
export function progressOf(
  { connection, leaving }: Standing,
  pending: readonly PendingDelete[],
  now: number,
): Progress | null {
  if (!leaving) return null;
  const left = pending.filter(({ connectionId }) => connectionId === connection.id);
  const failed = left.map((one) => one.failed).find((words) => words !== null);
  const words = leaving.failed ?? failed ?? '';
  const { total, patient } = leaving;
  const tell = (state: Progress['state']): Progress => {
    return { state, done: Math.max(0, total - left.length), total, words };
  };
  if (leaving.stage === 'list') {
    if (patient) return tell('patient');
    return tell(leaving.failed === null && leaving.attempts === 0 ? 'asking' : 'stuck');
  }
  if (patient) return tell('patient');
  if (left.length > 0 && left.every((one) => one.failed !== null || one.attempts > 0)) {
    return tell('stuck');
  }
  return tell(left.length === total && left.some(({ due }) => due > now) ? 'soon' : 'deleting');
}
