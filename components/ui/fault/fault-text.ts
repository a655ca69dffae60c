import { i18n } from '#i18n';
import type { Trouble } from '../../data/ask-background.ts';
import { messageName } from '../message-name.ts';
import { lasting } from '../time.tsx';

/** Returns one sentence on why the server was not read or written, and what to do. */
export function wordsOf(trouble: Trouble): string {
  if (trouble.kind !== 'status') return i18n.t(`fault.${messageName(trouble.kind)}`);
  const { status } = trouble;
  if (status === 401) return i18n.t('fault.keyRefused');
  if (status === 403) return i18n.t('fault.notAllowed');
  if (status === 404) return i18n.t('fault.missing');
  if (status === 408) return i18n.t('fault.timeout');
  const wait = lasting(0, trouble.retryAfter ?? 0);
  if (wait !== null) return i18n.t('fault.askedToWait', [wait]);
  if (status === 429) return i18n.t('fault.tooMany');
  return status >= 500 ? i18n.t('fault.server', [status]) : i18n.t('fault.refused', [status]);
}

/** Returns what the server itself said about the failure, or ''. */
export function serverWordsOf(trouble: Trouble): string {
  return trouble.kind === 'status' ? trouble.words : '';
}
