import { i18n } from '#i18n';
import type { ValidationIssue } from '../../lib/shared/validation-issue.ts';
import type { Source } from '../../lib/store/core/invalid-input-log.ts';
import { messageName } from './message-name.ts';

/** Returns where an invalid input came from. */
export function wordsOfSource(source: Source): string {
  if (source.kind === 'page') return i18n.t('refused.page', [source.site]);
  if (source.kind === 'stored') return i18n.t('refused.stored', [source.key]);
  return i18n.t('refused.server', [`${source.method} ${source.path}`]);
}

type TypeName = Extract<ValidationIssue, { kind: 'type' }>['found'];

export const nameOfType = (type: TypeName): string => i18n.t(`refused.types.${messageName(type)}`);

/** Returns what was wrong with the input, in one sentence. */
export function textOfIssue(issue: ValidationIssue): string {
  if (issue.kind === 'not-json') return i18n.t('refused.notJson');
  if (issue.kind === 'too-long') return i18n.t('refused.tooLong');
  if (issue.kind === 'version') {
    return issue.version === null
      ? i18n.t('refused.noVersion')
      : i18n.t('refused.version', [issue.version]);
  }
  const at = issue.at === '' ? i18n.t('refused.whole') : `"${issue.at}"`;
  if (issue.kind === 'missing') return i18n.t('refused.missing', [at]);
  if (issue.kind === 'value') return i18n.t('refused.value', [at]);
  return i18n.t('refused.type', [at, nameOfType(issue.found), nameOfType(issue.wanted)]);
}
