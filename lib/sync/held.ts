import type { Connection } from '../store/connections.ts';
import { isErasing } from '../store/erasure.ts';
import { settings } from '../store/settings.ts';
import { tabsSeen } from '../store/tabs.ts';
import { currentConnection } from './connection.ts';
import { coursesNotSent } from './followed.ts';

/** A send takes several requests: something came between them that forbids the next. */
export class Held extends Error {
  override name = 'Held';
  readonly exam: boolean;
  constructor(exam: boolean) {
    super('Nothing may be sent now.');
    this.exam = exam;
  }
}

/** For what rejected: Held is given back, anything else is thrown on. */
export function heldIn(error: unknown): Held {
  if (error instanceof Held) return error;
  throw error;
}

/** Rejects with Held when no request may be made any more for a place of this course. */
export async function mayStillSend(connection: Connection, courseKey: string): Promise<void> {
  const now = await currentConnection();
  const { tabs } = await tabsSeen.read();
  const exam = tabs.some(({ seen }) => seen.kind === 'blocked' && seen.reason === 'exam');
  const notSent = (await coursesNotSent(connection.id)).has(courseKey);
  const off = (await settings.read()).paused || (await isErasing());
  if (exam || off || notSent || now?.id !== connection.id || !now.connected) {
    throw new Held(exam);
  }
}
