import type { Connection } from '../../store/items/connections.ts';
import {
  erasures,
  type Erasure,
  type ErasePart,
  type EraseReason,
} from '../../store/items/delete-everything.ts';
import type { StateWriter } from '../state/state-writer.ts';

/* Keeps the progress of the delete of everything. */

/** Name of the job that Stop ends. */
export const ERASE = 'erase';

/**
 * How long (ms) the servers' part may take. Then Waypoint gives it up, however slow the servers
 * are.
 */
export const LONGEST = 10 * 60_000;

export async function change(
  writer: StateWriter,
  step: (old: Erasure | null) => Erasure | null,
): Promise<Erasure | null> {
  return await writer.alone(async () => {
    const old = await erasures.read();
    const next = step(old);
    if (next === null) await erasures.remove();
    else if (next !== old) await erasures.write(next);
    return next;
  });
}

export type OfAccount = Erasure['failed'][number]['account'];
export const partId = ({ id }: Pick<OfAccount, 'id'>, part: ErasePart) => `${id} ${part}`;

/** Stands for every account if the connections cannot be read. */
export const NOBODY: OfAccount = { id: '', org: '', username: '' };

/** Returns each part that the learner asked for, at each connection. */
export function partsOf(
  { waypoint, school }: Erasure,
  all: readonly Connection[] | null,
): { account: OfAccount; part: ErasePart }[] {
  const accounts = all?.map(({ id, org, username }) => ({ id, org, username })) ?? [NOBODY];
  const parts = [waypoint && 'waypoint', school && 'school'] as const;
  return parts.flatMap((part) => (part ? accounts.map((account) => ({ account, part })) : []));
}

/** Adds the parts that were not finished to what could not be deleted, with this reason. */
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

type Row = Erasure['gone'][number];

export async function gone(writer: StateWriter, row: Row): Promise<void> {
  await change(writer, (old) => old && { ...old, gone: [...old.gone, row] });
}

/** Stores that a row could not be deleted after all, because the server still lists it. */
export async function stays(writer: StateWriter, row: Row): Promise<void> {
  const same = (one: Row) =>
    partId(one.account, one.part) === partId(row.account, row.part) && one.what === row.what;
  await change(writer, (old) => old && { ...old, gone: old.gone.filter((one) => !same(one)) });
  await failed(writer, row, { kind: 'stays' });
}

export async function failed(writer: StateWriter, row: Row, reason: EraseReason): Promise<void> {
  await change(writer, (old) => old && { ...old, failed: [...old.failed, { ...row, reason }] });
}
