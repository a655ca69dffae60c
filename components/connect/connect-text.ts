import { i18n } from '#i18n';
import { parseAddress } from '../../lib/ibl/account/server-address.ts';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { Form, Problem } from './connect-types.ts';
import { messageName } from '../ui/message-name.ts';
import { MARK, MARK_2, type Phrase } from '../ui/sentence.tsx';

export type ConnectField = 'org' | 'username' | 'key' | 'address' | 'mentor';

/** What is wrong and what to do. `field` is null if it is not about one field. */
export interface ConnectWords {
  readonly phrase: Phrase;
  readonly field: ConnectField | null;
}

export function wordsOfConnect(problem: Problem, form: Form): ConnectWords {
  switch (problem.kind) {
    case 'field':
      return {
        field: problem.field,
        phrase: { text: i18n.t(`connection.wrong.${problem.field}`) },
      };
    case 'address':
      return {
        field: 'address',
        phrase: { text: i18n.t(`connection.wrongAddress.${messageName(problem.fault)}`) },
      };
    case 'stopped':
      return { field: null, phrase: { text: i18n.t('connection.stopped') } };
    case 'duplicate':
      return { field: null, phrase: { text: i18n.t('schools.duplicate') } };
    case 'set-by-organization':
      return { field: problem.field, phrase: { text: i18n.t('policy.otherSchool') } };
    case 'status':
      return { field: null, phrase: phraseOfStatus(problem.status, form) };
    case 'no-answer':
      return { field: null, phrase: { text: i18n.t('fault.no_answer') } };
    case 'no-access':
      return aboutServer('no-permission', form);
    case 'not-ours':
      return aboutServer('not-ibl', form);
    case 'no-permission':
    case 'no-network':
    case 'timeout':
    case 'not-ibl':
    case 'intermediary':
  }
  return aboutServer(problem.kind, form);
}

function aboutServer(
  kind: 'no-permission' | 'no-network' | 'timeout' | 'not-ibl' | 'intermediary',
  form: Form,
): ConnectWords {
  const typed = parseAddress(form.address.trim() || DEFAULT_BASE);
  const text = i18n.t(`connection.fault.${messageName(kind)}`, [MARK]);
  return { field: null, phrase: { text, values: [typed.ok ? typed.base : form.address] } };
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
