import type { ApiClient } from '../../ibl/client/types.ts';
import type { Connection } from '../../store/items/connections.ts';
import type { CourseRecord, PendingPlace } from '../../store/items/outbox-record.ts';
import type { StateWriter } from '../state/state-writer.ts';

/** The waiting place of one course, and what is needed to send it. */
export interface Sending {
  readonly writer: StateWriter;
  readonly connection: Connection;
  readonly client: ApiClient;
  readonly courseKey: string;
  readonly record: CourseRecord;
  readonly waiting: PendingPlace;
  /**
   * Aborts when the site's data is to be deleted. From then on, nothing about the site is stored.
   */
  readonly site: AbortSignal;
}

/** Changes the record of the course, unless the site's data is to be deleted. */
export const change = (
  { writer, connection, courseKey, site }: Sending,
  step: (old: CourseRecord) => CourseRecord,
) => writer.record(connection.id, courseKey, (old) => (site.aborted ? old : step(old)));
