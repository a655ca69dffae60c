import { i18n } from '#i18n';
import type { EraseReason, ErasePart } from '../../lib/store/items/delete-everything.ts';
import { wordsOf } from '../ui/fault-text.ts';

const WORDS: Record<Exclude<EraseReason['kind'], 'status'>, () => string> = {
  'no-id': () => i18n.t('erase.noId'),
  odd: () => i18n.t('erase.odd'),
  anew: () => i18n.t('erase.anew'),
  stopped: () => i18n.t('erase.stopped'),
  'too-long': () => i18n.t('erase.tooLong'),
  stays: () => i18n.t('erase.stays'),
  'not-whole': () => i18n.t('erase.notWhole'),
  'not-ours': () => i18n.t('erase.notOurs'),
  'not-connected': () => i18n.t('erase.notConnected'),
  'no-access': () => i18n.t('fault.noAccess'),
  'no-network': () => i18n.t('fault.noNetwork'),
  timeout: () => i18n.t('fault.timeout'),
  'not-ibl': () => i18n.t('fault.notIbl'),
  intermediary: () => i18n.t('fault.intermediary'),
};

/** Returns why something is still there, and what to do. */
export const wordsOfReason = (reason: EraseReason): string =>
  reason.kind === 'status' ? wordsOf({ ...reason, retryAfter: null }) : WORDS[reason.kind]();

export const wordsOfPart = (part: ErasePart): string =>
  part === 'waypoint' ? i18n.t('erase.waypointPart') : i18n.t('erase.schoolPart');
