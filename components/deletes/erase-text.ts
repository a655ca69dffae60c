import { i18n } from '#i18n';
import type { EraseReason, ErasePart } from '../../lib/store/items/delete-everything.ts';
import { wordsOf } from '../ui/fault/fault-text.ts';
import { messageName } from '../ui/message-name.ts';

/** Returns why something is still there, and what to do. */
export function wordsOfReason(reason: EraseReason): string {
  const { kind } = reason;
  if (kind === 'status') return wordsOf({ ...reason, retryAfter: null });
  if (
    kind === 'no-access' ||
    kind === 'no-network' ||
    kind === 'timeout' ||
    kind === 'not-ibl' ||
    kind === 'intermediary'
  ) {
    return i18n.t(`fault.${messageName(kind)}`);
  }
  return i18n.t(`erase.reason.${messageName(kind)}`);
}

export const wordsOfPart = (part: ErasePart): string => i18n.t(`erase.part.${part}`);
