import type { Misfit } from '../../shared/validation-issue.ts';
import type { Exchange, Fault, Wire } from './types.ts';

/** Notes an answer that an ibl.ai server does not give, and gives the fault that it is. */
export function notIbl(
  wire: Wire,
  { method, path, status }: Pick<Exchange, 'method' | 'path' | 'status'>,
  misfit: Misfit,
): { readonly ok: false; readonly fault: Fault } {
  wire.refused({ method, path, misfit });
  return { ok: false, fault: { kind: 'not-ibl', status: status ?? 0 } };
}

/** JSON of the right shape, with something in it that an ibl.ai server does not say. */
export const oddValue = (wire: Wire, asked: Pick<Exchange, 'method' | 'path' | 'status'>) =>
  notIbl(wire, asked, { kind: 'value', at: '' });
