import { effect, signal } from '@preact/signals';
import { connections } from '../lib/store/connections.ts';
import { forgetAtHand } from '../lib/store/drafts.ts';
import { erasures } from '../lib/store/erasure.ts';
import type { EraseWish } from '../lib/sync/erase.ts';
import type { OwnMessage } from '../lib/messages.ts';
import { ask } from './ask.ts';
import { live } from './live.ts';

type Next = Extract<OwnMessage, { type: 'erase/go-on' }>['what'];

export function createDeleteEverything() {
  const state = live(() => erasures.read(), [(changed) => erasures.watch(changed)]);
  /** Whether anything on a server can be asked for; also when what is stored cannot be read. */
  const connected = live(
    async () => (await connections.read().catch(() => [])).some((one) => one.connected),
    [(changed) => connections.watch(changed)],
  );
  const silent = signal(false);
  effect(() => {
    // Of drafts a little stands where the background cannot reach it.
    if (state.value.value?.hereDone) forgetAtHand();
  });

  async function act(message: OwnMessage): Promise<void> {
    const reply = await ask(message);
    silent.value = reply !== null;
    await state.refresh();
  }

  return {
    state: state.value,
    connected: connected.value,
    silent,
    start: (wish: EraseWish) => act({ type: 'erase/start', ...wish }),
    goOn: (what: Next) => act({ type: 'erase/go-on', what }),
  };
}
export type DeleteEverythingModel = ReturnType<typeof createDeleteEverything>;
