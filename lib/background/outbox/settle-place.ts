import type { Fault } from '../../ibl/client/types.ts';
import { afterSave } from '../../domain/retry-timing.ts';
import type { Delivery } from './deliver-place.ts';
import { failed } from './handle-failure.ts';
import { clear, notShown, newerElsewhere, sent } from './record-outcome.ts';
import { change, type Sending } from './sending.ts';
import { stopConnection } from './stop-connection.ts';

/**
 * Stores what a delivery came to: written, newer elsewhere, tracked by the school, or not shown.
 */
export async function settleDelivery(
  sending: Sending,
  done: Delivery,
  text: string,
): Promise<void> {
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
  await writer.health(connection.id, (old) => afterSave(old, courseKey));
}

/** Stores why a send failed, for this course or for the whole connection. */
export async function settleFailure(sending: Sending, fault: Fault): Promise<void> {
  const { writer, connection } = sending;
  // The connection comes first: a worker that is stopped between the two writes must not ask the
  // server again at once.
  await stopConnection(writer, connection.id, fault);
  await change(sending, (old) => failed(old, fault, sending.waiting.seq));
}
