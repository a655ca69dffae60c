import { i18n } from '#i18n';
import type { JournalLimit } from '../../lib/shared/journal-retention.ts';
import { messageName } from '../ui/message-name.ts';

/** Returns a limit as a choice. */
export const choiceOfLimit = (limit: JournalLimit): string =>
  i18n.t(`journal.choice.${messageName(limit)}`);

/** Returns the current limit in one sentence. */
export const wordsOfLimit = (limit: JournalLimit): string =>
  i18n.t(`journal.kept.${messageName(limit)}`);
