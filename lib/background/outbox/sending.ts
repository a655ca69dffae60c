import type { Wire } from '../../ibl/client/types.ts';
import type { Connection } from '../../store/items/connections.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import type { Ledger } from '../state/state-writer.ts';

/** What waits for one course, and what is needed to send it. */
export interface Sending {
  readonly ledger: Ledger;
  readonly connection: Connection;
  readonly wire: Wire;
  readonly courseKey: string;
  readonly record: CourseRecord;
  readonly waiting: NonNullable<CourseRecord['waiting']>;
  /** Aborts when its site is to be forgotten: nothing is noted of it any more. */
  readonly site: AbortSignal;
}

/** Changes the record of its course, unless its site is to be forgotten. */
export const change = (
  { ledger, connection, courseKey, site }: Sending,
  step: (old: CourseRecord) => CourseRecord,
) => ledger.record(connection.id, courseKey, (old) => (site.aborted ? old : step(old)));
