import { signal } from '@preact/signals';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import { ask, isUnanswered, type Answered } from './ask-background.ts';

/**
 * Creates what the buttons of a screen do: ask the worker, then read again what the screen shows.
 * @param refresh reads it again; not needed where the screen follows what is stored by itself
 */
export function createAction(refresh?: () => Promise<void>) {
  /** True if the worker did not answer the last action. */
  const noAnswer = signal(false);
  async function act<M extends OwnMessage>(message: M): Promise<Answered<M>> {
    const reply = await ask(message);
    await refresh?.();
    noAnswer.value = isUnanswered(reply);
    return reply;
  }
  return { act, noAnswer };
}
