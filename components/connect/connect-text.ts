import { i18n } from '#i18n';
import { parseAddress, type AddressFault } from '../../lib/ibl/account/server-address.ts';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { Form, Problem } from './connect-types.ts';
import { MARK, MARK_2, type Phrase } from '../ui/sentence.tsx';

export type ConnectField = 'org' | 'username' | 'key' | 'address';

/** What is wrong and what to do. `field` is null if it is not about one field. */
export interface ConnectWords {
  readonly phrase: Phrase;
  readonly field: ConnectField | null;
}

const FIELDS: Record<'org' | 'username' | 'key', () => string> = {
  org: () => i18n.t('connection.orgWrong'),
  username: () => i18n.t('connection.usernameWrong'),
  key: () => i18n.t('connection.keyWrong'),
};

const ADDRESSES: Record<AddressFault, () => string> = {
  empty: () => i18n.t('connection.addressEmpty'),
  'not-an-address': () => i18n.t('connection.addressWrong'),
  'not-https': () => i18n.t('connection.addressNotHttps'),
  'is-a-mock': () => i18n.t('connection.addressMock'),
  'has-a-user': () => i18n.t('connection.addressUser'),
};

const notIbl = () => i18n.t('connection.notIbl', [MARK]);

/** Sentences about the server. The server's address fills their placeholder. */
const SERVERS: Record<
  Exclude<
    Problem['kind'],
    'field' | 'address' | 'stopped' | 'duplicate' | 'set-by-organization' | 'status' | 'no-answer'
  >,
  () => string
> = {
  'no-permission': () => i18n.t('connection.noPermission', [MARK]),
  'no-access': () => i18n.t('connection.noPermission', [MARK]),
  'no-network': () => i18n.t('connection.noNetwork', [MARK]),
  timeout: () => i18n.t('connection.timeout', [MARK]),
  'not-ibl': notIbl,
  intermediary: () => i18n.t('connection.intermediary', [MARK]),
  'not-ours': notIbl,
};

export function wordsOfConnect(problem: Problem, form: Form): ConnectWords {
  switch (problem.kind) {
    case 'field':
      return { field: problem.field, phrase: { text: FIELDS[problem.field]() } };
    case 'address':
      return { field: 'address', phrase: { text: ADDRESSES[problem.fault]() } };
    case 'stopped':
      return { field: null, phrase: { text: i18n.t('connection.stopped') } };
    case 'duplicate':
      return { field: null, phrase: { text: i18n.t('schools.duplicate') } };
    case 'set-by-organization':
      return { field: problem.field, phrase: { text: i18n.t('policy.otherSchool') } };
    case 'status':
      return { field: null, phrase: phraseOfStatus(problem.status, form) };
    case 'no-answer':
      return { field: null, phrase: { text: i18n.t('common.noAnswer') } };
    case 'no-permission':
    case 'no-access':
    case 'no-network':
    case 'timeout':
    case 'not-ibl':
    case 'intermediary':
    case 'not-ours':
  }
  const typed = parseAddress(form.address.trim() || DEFAULT_BASE);
  const server = typed.ok ? typed.base : form.address;
  return { field: null, phrase: { text: SERVERS[problem.kind](), values: [server] } };
}

function phraseOfStatus(status: number, form: Form): Phrase {
  const names = [form.username.trim(), form.org.trim()];
  if (status === 401) return { text: i18n.t('connection.keyRefused') };
  if (status === 403) {
    return { text: i18n.t('connection.notAllowed', [MARK, MARK_2]), values: names };
  }
  if (status === 404) return { text: i18n.t('connection.missing', [MARK, MARK_2]), values: names };
  if (status === 429) return { text: i18n.t('connection.tooMany') };
  return status >= 500
    ? { text: i18n.t('connection.serverTrouble', [status]) }
    : { text: i18n.t('connection.refused', [status]) };
}
