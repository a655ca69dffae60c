import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { allWaiting, type Overview, type Status, type Waiting } from '../lib/sync/status.ts';
import { courseTitleOf } from './course-title.ts';
import { unitName } from './place.tsx';
import { MARK, MARK_2, Sentence } from './sentence.tsx';
import { clock, lasting } from './time.tsx';
import { isUsual, wordsOfWait } from './words-wait.ts';

interface Props {
  readonly overview: Overview;
  readonly status: Status;
  /** The course in front. */
  readonly here: string | null;
  /** Tries all again; null where another button does that. */
  readonly again: (() => void) | null;
}

/** All places that wait beside the one that the status line speaks of: no failure is hidden by another page. */
export function Elsewhere({ overview, status, here, again }: Props) {
  const now = clock.value;
  // Then the status line says why nothing is sent from any course.
  const stands = ['paused', 'no-room', 'not-connected', 'stopped'].includes(status.kind);
  const told = status.kind === 'waiting';
  const waiting = allWaiting(overview).filter(({ courseKey, why, since }) => {
    if (stands) return true;
    return !(told && courseKey === here) && !isUsual(why, since, now);
  });
  if (waiting.length === 0) return null;
  const helps = ({ why, since }: Waiting) =>
    wordsOfWait(why, since, now).actions?.includes('try-again') === true;
  return (
    <section class="notice notice--wait" data-testid="elsewhere">
      <Fold
        title={titleOf(status, waiting.length)}
        open={waiting.length === 1 || waiting.some(({ why }) => !stands && why.kind === 'refused')}
      >
        <ul class="plain waits">
          {waiting.map((one) => (
            <li key={one.courseKey}>
              <One waiting={one} overview={overview} now={now} short={stands} />
            </li>
          ))}
        </ul>
      </Fold>
      {again && !stands && waiting.some(helps) && (
        <button type="button" onClick={again}>
          {i18n.t('common.tryAgain')}
        </button>
      )}
    </section>
  );
}

function titleOf({ kind }: Status, count: number): string {
  // There the status line counts them.
  if (kind === 'paused' || kind === 'not-connected') return i18n.t('now.whatWaits');
  return kind === 'waiting' ? i18n.t('now.moreWait', count) : i18n.t('now.wait', count);
}

function Fold(props: { title: string; open: boolean; children: ComponentChildren }) {
  return (
    <details open={props.open}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  );
}

interface OneProps {
  readonly waiting: Waiting;
  readonly overview: Overview;
  readonly now: number;
  /** Without the reason. */
  readonly short: boolean;
}

function One({ waiting: { courseKey, place, since, why }, overview, now, short }: OneProps) {
  const course = courseTitleOf(courseKey, overview.records.get(courseKey), null);
  const waited = lasting(since, now);
  const words = wordsOfWait(why, since, now);
  return (
    <>
      <p class="waits__place">
        <Sentence
          text={i18n.t('now.unitIn', [MARK, MARK_2])}
          values={[unitName(place) ?? '', course]}
        />
      </p>
      {short && waited !== null && <p>{i18n.t('now.waited', [waited])}</p>}
      {!short && (
        <p>
          <Sentence {...words.line} /> {words.advice}
        </p>
      )}
      {!short && words.serverWords && (
        <p class="server-words" dir="auto">
          {i18n.t('common.serverSaid', [words.serverWords])}
        </p>
      )}
    </>
  );
}
