import { effect, signal } from '@preact/signals';
import { connections } from '../../lib/store/items/connections.ts';
import { forgetAtHand } from '../../lib/store/items/drafts.ts';
import { erasures } from '../../lib/store/items/delete-everything.ts';
import type { DeleteEverythingRequest } from '../../lib/messages/requests.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import { ask } from '../data/ask-background.ts';
import { live } from '../data/live.ts';
import { schoolName } from '../ui/names.ts';

type Next = Extract<OwnMessage, { type: 'erase/go-on' }>['what'];

export function createDeleteEverything() {
  const state = live(() => erasures.read(), [(changed) => erasures.watch(changed)]);
  /** The schools on whose servers something can be deleted; empty if they cannot be read. */
  const schools = live(readSchools, [(changed) => connections.watch(changed)]);
  const silent = signal(false);
  effect(() => {
    // Part of the drafts is in localStorage, which the worker cannot reach.
    if (state.value.value?.hereDone) forgetAtHand();
  });

  async function act(message: OwnMessage): Promise<void> {
    const reply = await ask(message);
    silent.value = reply !== null;
    await state.refresh();
  }

  return {
    state: state.value,
    schools: schools.value,
    silent,
    start: (wish: DeleteEverythingRequest) => act({ type: 'erase/start', ...wish }),
    goOn: (what: Next) => act({ type: 'erase/go-on', what }),
  };
}
async function readSchools(): Promise<readonly string[]> {
  const all = await connections.read().catch(() => []);
  return all.filter(({ connected }) => connected).map((one) => schoolName(all, one));
}

export type DeleteEverythingModel = ReturnType<typeof createDeleteEverything>;
