import type { ValidationIssue } from '../../shared/validation-issue.ts';
import type { Exchange, Fault, ApiClient } from './types.ts';

/** Reports an answer that an ibl.ai server does not give, and returns the fault for it. */
export function notIbl(
  client: ApiClient,
  { method, path, status }: Pick<Exchange, 'method' | 'path' | 'status'>,
  issue: ValidationIssue,
): { readonly ok: false; readonly fault: Fault } {
  client.onInvalid({ method, path, issue });
  return { ok: false, fault: { kind: 'not-ibl', status: status ?? 0 } };
}

/** Like `notIbl`, for JSON of the right shape with a value that an ibl.ai server does not send. */
export const oddValue = (client: ApiClient, asked: Pick<Exchange, 'method' | 'path' | 'status'>) =>
  notIbl(client, asked, { kind: 'value', at: '' });
