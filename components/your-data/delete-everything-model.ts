import { effect, untracked } from '@preact/signals';
import { connections } from '../../lib/store/items/connections.ts';
import { forgetAtHand } from '../../lib/store/items/drafts.ts';
import { erasures } from '../../lib/store/items/delete-everything.ts';
import type { DeleteEverythingRequest, OwnMessage } from '../../lib/messages/requests.ts';
import { createAction } from '../data/action.ts';
import { live } from '../data/live.ts';
import { schoolName } from '../ui/names.ts';

type Next = Extract<OwnMessage, { type: 'erase/go-on' }>['what'];

/** @param cleared called once what Waypoint kept in this browser is deleted */
export function createDeleteEverything(cleared: () => void) {
  const state = live(() => erasures.read(), [(changed) => erasures.watch(changed)]);
  /** The schools on whose servers something can be deleted; empty if they cannot be read. */
  const schools = live(readSchools, [(changed) => connections.watch(changed)]);
  const { act, noAnswer } = createAction(state.refresh);
  effect(() => {
    // Part of the drafts is in localStorage, which the worker cannot reach.
    if (!state.value.value?.hereDone) return;
    forgetAtHand();
    untracked(cleared);
  });

  return {
    state: state.value,
    schools: schools.value,
    noAnswer,
    start: (request: DeleteEverythingRequest) => act({ type: 'erase/start', ...request }),
    goOn: (what: Next) => act({ type: 'erase/go-on', what }),
  };
}
async function readSchools(): Promise<readonly string[]> {
  const all = await connections.read().catch(() => []);
  return all.filter(({ connected }) => connected).map((one) => schoolName(all, one));
}
