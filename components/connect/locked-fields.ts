import type { Connection } from '../../lib/store/items/connections.ts';
import type { Policy } from '../../lib/store/policy/read-policy.ts';
import { setOtherwise } from '../../lib/domain/effective-policy.ts';
import type { Form } from './connect-types.ts';

/** Returns which fields the learner's organization has locked. */
export function fixedBy(policy: Policy | undefined): { org: boolean; address: boolean } {
  return {
    org: policy?.organization?.locked === true,
    address: policy?.address?.locked === true,
  };
}

/** Whether the connection is in use and goes to a school or server other than the locked one. */
export const isElsewhere = (policy: Policy, connection: Connection): boolean =>
  connection.connected && setOtherwise(policy, connection) !== null;

/**
 * Returns the form with the organization's values: all of them in a form that was never filled in,
 * otherwise only the locked ones. Returns the same object if nothing changes.
 */
export function withPolicy(form: Form, policy: Policy, which: 'all' | 'locked'): Form {
  const { organization, address } = policy;
  const org =
    organization && (which === 'all' || organization.locked) ? organization.value : form.org;
  const base = address && (which === 'all' || address.locked) ? address.value : form.address;
  return org === form.org && base === form.address ? form : { ...form, org, address: base };
}
