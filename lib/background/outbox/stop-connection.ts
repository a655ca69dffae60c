import { askedToWait, classify } from '../../ibl/client/classify-fault.ts';
import type { Fault } from '../../ibl/client/types.ts';
import { heldBack } from '../../domain/retry-timing.ts';
import type { StateWriter } from '../state/state-writer.ts';

/**
 * Stores what a fault means for the whole connection. A 401 (the key is refused) or a 403 (the user
 * may not write) stops the connection until the learner saves it again or presses Try again, or the
 * browser starts. A Retry-After puts off all its requests. Any other fault is of one course.
 */
export async function stopConnection(
  writer: StateWriter,
  connectionId: string,
  fault: Fault,
): Promise<void> {
  const now = Date.now();
  if (fault.kind === 'status' && classify(fault) === 'auth') {
    const reason = fault.status === 401 ? 'key-refused' : 'not-allowed';
    const stop = { reason, words: fault.words, at: now } as const;
    await writer.health(connectionId, (old) => ({ ...old, stop }));
    return;
  }
  const wait = askedToWait(fault);
  if (wait > 0) await writer.health(connectionId, (old) => heldBack(old, wait, now));
}
