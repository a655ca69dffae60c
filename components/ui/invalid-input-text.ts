import { i18n } from '#i18n';
import { isolated } from './sentence.tsx';
import type { ValidationIssue } from '../../lib/shared/validation-issue.ts';
import type { Source } from '../../lib/store/core/invalid-input-log.ts';
import { messageName } from './message-name.ts';

/** Returns where an invalid input came from. */
export function wordsOfSource(source: Source): string {
  if (source.kind === 'page') return i18n.t('refused.page', [source.site]);
  if (source.kind === 'stored') return i18n.t('refused.stored', [isolated(source.key)]);
  return i18n.t('refused.server', [isolated(`${source.method} ${source.path}`)]);
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
  if (issue.kind !== 'type') {
    return issue.at === ''
      ? i18n.t(`refused.whole.${issue.kind}`)
      : i18n.t(`refused.${issue.kind}`, [isolated(issue.at)]);
  }
  const types = [nameOfType(issue.found), nameOfType(issue.wanted)] as const;
  return issue.at === ''
    ? i18n.t('refused.whole.type', [...types])
    : i18n.t('refused.type', [isolated(issue.at), ...types]);
}
