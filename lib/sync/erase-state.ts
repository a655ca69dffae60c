import { erasures, type Erasure, type ErasePart, type EraseReason } from '../store/erasure.ts';
import type { Ledger } from './ledger.ts';

/* How far the delete of everything is, and each change of that. */

export async function change(
  ledger: Ledger,
  step: (old: Erasure | null) => Erasure | null,
): Promise<Erasure | null> {
  return await ledger.alone(async () => {
    const old = await erasures.read();
    const next = step(old);
    if (next === null) await erasures.remove();
    else if (next !== old) await erasures.write(next);
    return next;
  });
}

export type OfAccount = Erasure['failed'][number]['account'];
export const partId = ({ id }: Pick<OfAccount, 'id'>, part: ErasePart) => `${id} ${part}`;

type Row = Erasure['gone'][number];

export async function gone(ledger: Ledger, row: Row): Promise<void> {
  await change(ledger, (old) => old && { ...old, gone: [...old.gone, row] });
}

/** It is not gone after all. */
export async function stays(ledger: Ledger, row: Row): Promise<void> {
  const same = (one: Row) =>
    partId(one.account, one.part) === partId(row.account, row.part) && one.what === row.what;
  await change(ledger, (old) => old && { ...old, gone: old.gone.filter((one) => !same(one)) });
  await failed(ledger, row, { kind: 'stays' });
}

export async function failed(ledger: Ledger, row: Row, reason: EraseReason): Promise<void> {
  await change(ledger, (old) => old && { ...old, failed: [...old.failed, { ...row, reason }] });
}
