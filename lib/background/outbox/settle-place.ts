import { askedToWait, classify } from '../../ibl/client/classify-fault.ts';
import type { Fault } from '../../ibl/client/types.ts';
import { HEALTHY } from '../../store/items/connections.ts';
import type { Delivery } from './deliver-place.ts';
import { failed } from './handle-failure.ts';
import { clear, notShown, newerElsewhere, sent } from './outbox-record.ts';
import { change, type Sending } from './sending.ts';

/**
 * Stores what a delivery came to: written, newer elsewhere, tracked by the school, or not shown.
 */
export async function settle(sending: Sending, done: Delivery, text: string): Promise<void> {
  const { writer, connection, courseKey, waiting } = sending;
  const { seq, place } = waiting;
  const unitKey = place.unitKey ?? '';
  const now = Date.now();
  if (done.kind === 'school-keeps') return void (await change(sending, (old) => clear(old, seq)));
  if (done.kind === 'not-shown') return void (await change(sending, notShown));
  const { ids } = done;
  await change(sending, (old) =>
    done.kind === 'newer'
      ? newerElsewhere(old, { seq, unitKey, ids, now })
      : sent(old, { seq, text, unitKey, ids, isSeen: done.isSeen, now }),
  );
  if (done.kind === 'newer') return;
  await writer.health(connection.id, ({ overruled }) => {
    return { ...HEALTHY, overruled, lastCourse: courseKey };
  });
}

/** Stores why a send failed, for this course or for the whole connection. */
export async function giveUp(sending: Sending, fault: Fault): Promise<void> {
  const { writer, connection } = sending;
  const now = Date.now();
  // The connection state comes first: a worker that is stopped between the two writes must not ask
  // the server again at once.
  if (fault.kind === 'status' && classify(fault) === 'auth') {
    const reason = fault.status === 401 ? 'key-refused' : 'not-allowed';
    const stop = { reason, words: fault.words, at: now } as const;
    await writer.health(connection.id, (old) => ({ ...old, stop }));
  } else if (askedToWait(fault) > 0) {
    const notBefore = now + askedToWait(fault);
    await writer.health(connection.id, (old) => ({ ...old, notBefore }));
  }
  await change(sending, (old) => failed(old, fault, sending.waiting.seq));
}
