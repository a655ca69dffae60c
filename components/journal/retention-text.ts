import { i18n } from '#i18n';
import type { JournalLimit } from '../../lib/shared/journal-retention.ts';

/** The limits as choices. */
const CHOICES: Record<JournalLimit, () => string> = {
  'not-kept': () => i18n.t('journal.choiceNot'),
  '7-days': () => i18n.t('journal.choice7'),
  '30-days': () => i18n.t('journal.choice30'),
  '90-days': () => i18n.t('journal.choice90'),
  'until-deleted': () => i18n.t('journal.choiceAll'),
};
export const choiceOfLimit = (limit: JournalLimit): string => CHOICES[limit]();

/** The current limit in one sentence. */
const NOW: Record<JournalLimit, () => string> = {
  'not-kept': () => i18n.t('journal.notKept'),
  '7-days': () => i18n.t('journal.kept7'),
  '30-days': () => i18n.t('journal.kept30'),
  '90-days': () => i18n.t('journal.kept90'),
  'until-deleted': () => i18n.t('journal.keptAll'),
};
export const wordsOfLimit = (limit: JournalLimit): string => NOW[limit]();
