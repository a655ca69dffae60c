import type { Connection } from '../../lib/store/items/connections.ts';
import type { Policy } from '../../lib/store/policy/read-policy.ts';
import { setOtherwise } from '../../lib/domain/effective-policy.ts';
import type { Form } from './connect-types.ts';

/** Fields that cannot be changed. */
export function fixedBy(policy: Policy | undefined): { org: boolean; address: boolean } {
  return {
    org: policy?.organization?.locked === true,
    address: policy?.address?.locked === true,
  };
}

/** Whether there is a connection to another school or server than is set, and locked, now. */
export const isElsewhere = (policy: Policy, connection: Connection): boolean =>
  connection.connected && setOtherwise(policy, connection) !== null;

/**
 * The form with what the organization has set: all of it in a form that was never filled in, else only
 * what is locked. The same form when nothing changes.
 */
export function withPolicy(form: Form, policy: Policy, which: 'all' | 'locked'): Form {
  const { organization, address } = policy;
  const org =
    organization && (which === 'all' || organization.locked) ? organization.value : form.org;
  const base = address && (which === 'all' || address.locked) ? address.value : form.address;
  return org === form.org && base === form.address ? form : { ...form, org, address: base };
}
