import type { ERASE_NEXT } from '../messages/screens.ts';
import { erasures, isErasing, type Erasure } from '../store/erasure.ts';
import { stayAwake } from './awake.ts';
import { eraseHere } from './erase-here.ts';
import { eraseServers } from './erase-servers.ts';
import { change, partId } from './erase-state.ts';
import type { Ledger } from './ledger.ts';

/* The delete of everything. While it runs nothing is sent to any school; where it stands is stored, so
 * that another worker goes on with it. */

export interface EraseWish {
  /** What Waypoint wrote, on every server that is connected. */
  readonly waypoint: boolean;
  /** What the schools' servers wrote. */
  readonly school: boolean;
  /** All that is kept in this browser. */
  readonly here: boolean;
}

const BEGUN: Omit<Erasure, keyof EraseWish | 'since'> = {
  step: 'server',
  finished: [],
  gone: [],
  failed: [],
  found: 0,
  hereDone: null,
};

export async function startErase(ledger: Ledger, wish: EraseWish): Promise<void> {
  const { waypoint, school, here } = wish;
  await change(ledger, (old) =>
    old && old.step !== 'over' ? old : { ...BEGUN, waypoint, school, here, since: Date.now() },
  );
}

/** After its end: what could not be deleted once more, the rest in spite of it, or enough. */
export async function goOnErasing(
  ledger: Ledger,
  what: (typeof ERASE_NEXT)[number],
): Promise<void> {
  await change(ledger, (old) => {
    if (old?.step !== 'over') return old;
    if (what === 'close') return null;
    if (what === 'here-anyway') return { ...old, here: true, step: 'here' };
    const left = new Set(old.failed.map(({ account, part }) => partId(account, part)));
    const finished = old.finished.filter((id) => !left.has(id));
    return { ...old, step: 'server', finished, failed: [], found: old.gone.length };
  });
}

/**
 * Deletes what was asked for, to its end. Nothing when nothing was.
 * @param rested done when nothing is on its way any more to any school
 */
export async function carryOutErase(ledger: Ledger, rested: () => Promise<void>): Promise<void> {
  if (await isErasing()) await stayAwake(() => eraseAll(ledger, rested));
}

async function eraseAll(ledger: Ledger, rested: () => Promise<void>): Promise<void> {
  await rested();
  let now = await erasures.read();
  if (now?.step === 'server') {
    await eraseServers(ledger, now);
    now = await change(
      ledger,
      (old) => old && { ...old, step: old.here && old.failed.length === 0 ? 'here' : 'over' },
    );
  }
  if (now?.step !== 'here') return;
  await eraseHere(ledger, rested);
  await change(ledger, (old) => old && { ...old, step: 'over', hereDone: Date.now() });
}
