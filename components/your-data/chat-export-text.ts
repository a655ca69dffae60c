import { i18n } from '#i18n';
import type { ExportEnd } from '../../lib/store/items/chat-exports.ts';
import { wordsOf } from '../ui/fault/fault-text.ts';
import { messageName } from '../ui/message-name.ts';

/** Returns why there is no file, and what to do. `known`: the server had begun a file. */
export function wordsOfEnd(why: ExportEnd, known: boolean): string {
  if (why.kind === 'cancelled') {
    return known ? i18n.t('export.cancelled') : i18n.t('export.cancelledEarly');
  }
  if (why.kind === 'failed') return i18n.t('export.failed');
  // A server without this route answers with a 404 page, and so does one that is being updated.
  if ('status' in why && why.status === 404 && !known) return i18n.t('export.missingRoute');
  if (why.kind === 'not-ready' || why.kind === 'not-ibl' || why.kind === 'no-room') {
    return i18n.t(`export.end.${messageName(why.kind)}`);
  }
  if (why.kind !== 'status') return i18n.t(`fault.${messageName(why.kind)}`);
  if (why.status === 404) return i18n.t('export.missing');
  if (why.status >= 500) return i18n.t('export.serverError', [why.status]);
  return wordsOf({ ...why, retryAfter: null });
}

/** Returns a running time as `1:05`. */
export function elapsed(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The endings of file names, by type. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'application/gzip': 'gz',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/xml': 'xml',
};
export const endingOf = (type: string): string => ENDINGS[type] ?? 'bin';

/** Returns a size in the learner's language, as `3.4 MB`. */
export function sizeOf(bytes: number): string {
  const [unit, one] =
    bytes < 1_000_000 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  const style = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(i18n.t('language'), style).format(Math.max(0.1, bytes / one));
}
