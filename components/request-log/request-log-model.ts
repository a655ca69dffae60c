import { computed, signal } from '@preact/signals';
import { i18n } from '#i18n';
import { readInvalidInputs, type InvalidInput } from '../../lib/store/core/invalid-input-log.ts';
import { readRequestLog, type LoggedRequest } from '../../lib/store/logs/request-log.ts';
import { textsIn } from './body-text.ts';
import { courseNamesIn } from './names-in-log.ts';
import { rejectedAnswers, sentenceOf } from './sentence-text.ts';
import { fold, wordsIn } from '../ui/search/search-fold.ts';
import type { Live } from '../data/live.ts';
import { fileName, saveFile } from '../ui/save-file.ts';
import { MARK, type Phrase } from '../ui/sentence.tsx';
import { exactly } from '../ui/time.tsx';
import { textOfIssue, wordsOfSource } from '../ui/invalid-input-text.ts';

export const KINDS = ['all', 'writes', 'reads', 'refused'] as const;
export type Kind = (typeof KINDS)[number];

/** A line of the list, with all the text in which the search looks. */
export type Row = { readonly id: string; readonly at: number; readonly text: string } & (
  | {
      readonly kind: 'writes' | 'reads';
      readonly entry: LoggedRequest;
      /** What Waypoint did, in plain words. */
      readonly sentence: Phrase;
      /** Why it failed; null if it did not. */
      readonly why: string | null;
    }
  | { readonly kind: 'refused'; readonly refusal: InvalidInput }
);

/** The request log and the invalid input as they are stored, each newest first. */
export interface Log {
  readonly sent: readonly LoggedRequest[];
  readonly refused: readonly InvalidInput[];
}

/** Returns the rows of the requests, each with its sentence. */
function requestRows({ sent, refused }: Log): Row[] {
  const names = courseNamesIn(sent);
  const rejected = rejectedAnswers(refused);
  return sent.map((entry) => requestRow(entry, sentenceOf(entry, names, rejected)));
}

function requestRow(
  entry: LoggedRequest,
  { why, ...sentence }: ReturnType<typeof sentenceOf>,
): Row {
  const { seq, at, method, path, status, body } = entry;
  const words = [method, path, decoded(path), status ?? i18n.t('sent.noAnswer')];
  const texts = body === null ? [] : [body, ...textsIn(body)];
  const said = [sentence.text.replace(MARK, () => sentence.values[0] ?? ''), why ?? ''];
  return {
    kind: method === 'GET' ? 'reads' : 'writes',
    id: `sent:${seq}`,
    at,
    entry,
    sentence,
    why,
    text: fold([...said, ...words, ...timesOf(at), ...texts].join('\n')),
  };
}

function refusedRow(refusal: InvalidInput): Row {
  const { source, issue, last } = refusal;
  const words = [i18n.t('sent.refused'), wordsOfSource(source), textOfIssue(issue)];
  if (issue.kind === 'not-json') words.push(issue.excerpt);
  return {
    kind: 'refused',
    id: JSON.stringify([source, issue]),
    at: last,
    refusal,
    text: fold([...words, ...timesOf(last)].join('\n')),
  };
}

/** Returns a time as the screen shows it, and as `2026-11-23`. */
const timesOf = (at: number) => [exactly(at), new Date(at).toISOString()];

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Merges two lists by time. Each list keeps its own order, also if the clock was set back. */
function woven(some: readonly Row[], others: readonly Row[]): Row[] {
  const rows: Row[] = [];
  let i = 0;
  for (const row of some) {
    for (let next = others[i]; next && next.at > row.at; next = others[i]) {
      rows.push(next);
      i += 1;
    }
    rows.push(row);
  }
  return [...rows, ...others.slice(i)];
}

/** Saves the whole log as it is stored: each request with the text that was sent. */
export async function saveSent(): Promise<void> {
  const list = { sent: await readRequestLog(), refused: await readInvalidInputs() };
  saveFile(fileName('sent', 'json'), JSON.stringify(list, null, 2), 'application/json');
}

/**
 * Creates the model of the request log and the invalid input, with the search and the filter.
 * @param shown which kind is shown at first
 */
export function createSent(log: Live<Log>, shown: Kind = 'all') {
  const query = signal('');
  const kind = signal<Kind>(shown);
  /** Made once for each change of the log, and not for each typed letter. */
  const rows = computed(() => {
    const all = log.value.value;
    return all && woven(requestRows(all), all.refused.map(refusedRow));
  });
  const found = computed(() => {
    const words = wordsIn(query.value);
    const chosen = kind.value;
    return rows.value?.filter(
      (row) =>
        (chosen === 'all' || row.kind === chosen) && words.every((word) => row.text.includes(word)),
    );
  });
  return { query, kind, rows, found };
}
export type SentModel = ReturnType<typeof createSent>;
