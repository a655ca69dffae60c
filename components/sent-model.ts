import { computed, signal } from '@preact/signals';
import { i18n } from '#i18n';
import type { SentEntry } from '../lib/store/sent-log.ts';
import { textsIn } from './body-text.ts';
import { fold, wordsIn } from './fold-text.ts';
import type { Live } from './live.ts';
import { exactly } from './time.tsx';

export const KINDS = ['all', 'writes', 'reads'] as const;
export type Kind = (typeof KINDS)[number];

/** A line of the list, and all of it in which something can be found. */
export interface Row {
  readonly kind: 'writes' | 'reads';
  readonly id: string;
  readonly entry: SentEntry;
  readonly text: string;
}

function rowOf(entry: SentEntry): Row {
  const { seq, at, method, path, status, body } = entry;
  const words = [method, path, decoded(path), status ?? i18n.t('sent.noAnswer')];
  const texts = body === null ? [] : [body, ...textsIn(body)];
  return {
    kind: method === 'GET' ? 'reads' : 'writes',
    id: `sent:${seq}`,
    entry,
    text: fold([...words, ...timesOf(at), ...texts].join('\n')),
  };
}

/** A time as it is shown, and as `2026-11-23`. */
const timesOf = (at: number) => [exactly(at), new Date(at).toISOString()];

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The list of what was sent, and what of it is wanted just now. */
export function createSent(log: Live<SentEntry[]>) {
  const query = signal('');
  const kind = signal<Kind>('all');
  /** Made once for each change of the log, and not for each letter that is typed. */
  const rows = computed(() => log.value.value?.map(rowOf));
  const found = computed(() => {
    const words = wordsIn(query.value);
    const wanted = kind.value;
    return rows.value?.filter(
      (row) =>
        (wanted === 'all' || row.kind === wanted) && words.every((word) => row.text.includes(word)),
    );
  });
  return { query, kind, rows, found };
}
export type SentModel = ReturnType<typeof createSent>;
