import { connections, type Connection } from '../../store/items/connections.ts';
import {
  erasureOf,
  type Erasure,
  type ErasePart,
  type EraseReason,
} from '../../store/items/delete-everything.ts';
import type { StateWriter } from '../state/state-writer.ts';

/*
 * Keeps the progress of a delete of everything: at all connections, or of what Waypoint stored for
 * one connection that is being disconnected.
 */

/**
 * How long (ms) the servers' part may take. Then Waypoint gives it up, however slow the servers
 * are.
 */
export const LONGEST = 10 * 60_000;

type Row = Erasure['gone'][number];
export type OfAccount = Row['account'];
export const partId = ({ id }: Pick<OfAccount, 'id'>, part: ErasePart) => `${id} ${part}`;
const isSameRow = (a: Row) => (b: Row) =>
  partId(a.account, a.part) === partId(b.account, b.part) && a.what === b.what;

/** @param only id of the one connection to delete at; null for all */
export function eraseProgress(writer: StateWriter, only: string | null) {
  const item = erasureOf(only);

  const change = (step: (old: Erasure | null) => Erasure | null): Promise<Erasure | null> =>
    writer.alone(async () => {
      const old = await item.read();
      const next = step(old);
      if (next === null) await item.remove();
      else if (next !== old) await item.write(next);
      return next;
    });

  async function add({ gone = [], failed = [] }: Partial<Pick<Erasure, 'gone' | 'failed'>>) {
    await change(
      (old) => old && { ...old, gone: [...old.gone, ...gone], failed: [...old.failed, ...failed] },
    );
  }

  return {
    /** Name of the job that Stop ends. */
    job: only === null ? 'erase' : `erase ${only}`,
    read: () => item.read(),
    change,
    /**
     * Returns the connections to delete at; null if the connections cannot be read. What this
     * browser keeps can be deleted even then.
     */
    async connections(): Promise<readonly Connection[] | null> {
      const all = await connections.read().catch(() => null);
      return all?.filter(({ id }) => only === null || id === only) ?? null;
    },
    /** Drops what a stopped worker stored of a part that it did not finish. */
    async begins(part: string): Promise<void> {
      await change((old) => {
        if (!old) return old;
        const failed = old.failed.filter((one) => partId(one.account, one.part) !== part);
        return { ...old, failed, found: old.gone.length };
      });
    },
    gone: (row: Row) => add({ gone: [row] }),
    failed: (row: Row, reason: EraseReason) => add({ failed: [{ ...row, reason }] }),
    /** Stores that a row could not be deleted after all, because the server still lists it. */
    async stays(row: Row): Promise<void> {
      await change(
        (old) => old && { ...old, gone: old.gone.filter((one) => !isSameRow(row)(one)) },
      );
      await add({ failed: [{ ...row, reason: { kind: 'stays' } }] });
    },
  };
}
export type EraseProgress = ReturnType<typeof eraseProgress>;

export interface Erasing {
  readonly writer: StateWriter;
  readonly progress: EraseProgress;
}

/** Stands for every account if the connections cannot be read. */
const NOBODY: OfAccount = { id: '', org: '', username: '' };

/** Returns each part that the learner asked for, at each connection. */
export function partsOf(
  { waypoint, school }: Erasure,
  all: readonly Connection[] | null,
): { account: OfAccount; part: ErasePart }[] {
  const accounts = all?.map(({ id, org, username }) => ({ id, org, username })) ?? [NOBODY];
  const parts = [waypoint && 'waypoint', school && 'school'] as const;
  return parts.flatMap((part) => (part ? accounts.map((account) => ({ account, part })) : []));
}

/** Adds each part that is not done to what could not be deleted, with this reason. */
export function withUnfinished(
  old: Erasure,
  all: readonly Connection[] | null,
  reason: EraseReason,
): Erasure {
  const told = old.failed.flatMap(({ account, part, what }) =>
    what === null ? [partId(account, part)] : [],
  );
  const done = new Set([...old.finished, ...told]);
  const rest = partsOf(old, all).filter(({ account, part }) => !done.has(partId(account, part)));
  return {
    ...old,
    failed: old.failed.concat(
      rest.map(({ account, part }) => ({ account, part, what: null, reason })),
    ),
  };
}
