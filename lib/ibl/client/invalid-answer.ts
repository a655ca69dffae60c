import type { ValidationIssue } from '../../shared/validation-issue.ts';
import type { Exchange, Fault, ApiClient } from './types.ts';

/** Notes an answer that an ibl.ai server does not give, and gives the fault that it is. */
export function notIbl(
  client: ApiClient,
  { method, path, status }: Pick<Exchange, 'method' | 'path' | 'status'>,
  issue: ValidationIssue,
): { readonly ok: false; readonly fault: Fault } {
  client.onInvalid({ method, path, issue });
  return { ok: false, fault: { kind: 'not-ibl', status: status ?? 0 } };
}

/** JSON of the right shape, with something in it that an ibl.ai server does not say. */
export const oddValue = (client: ApiClient, asked: Pick<Exchange, 'method' | 'path' | 'status'>) =>
  notIbl(client, asked, { kind: 'value', at: '' });
