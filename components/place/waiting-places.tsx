import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { lookAt, type Overview } from '../../lib/domain/overview.ts';
import { type Status } from '../../lib/domain/place-status.ts';
import { allWaiting, type Waiting } from '../../lib/domain/waiting-places.ts';
import { courseTitleOf, unitName } from '../ui/names.ts';
import { GoesTo } from '../schools/goes-to.tsx';
import { Message } from '../ui/message/message.tsx';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { clock, lasting } from '../ui/time.tsx';
import { isUsual, wordsOfWait } from './waiting-text.ts';

interface Props {
  readonly overview: Overview;
  readonly status: Status;
  /** The course in front, and the connection that its place goes to. */
  readonly here: string | null;
  readonly school: string | null;
  /** Tries everything again; null if another button does that. */
  readonly again: (() => void) | null;
}

/** Shows every waiting place except the one in the status line, so that no failure is hidden. */
export function WaitingPlaces({ overview, status, here, school, again }: Props) {
  const now = clock.value;
  // In these cases the status line says why nothing is sent from any course, or to this school.
  const stands = ['paused', 'no-room'].includes(status.kind);
  const saidOfSchool = ['not-connected', 'no-access', 'stopped', 'disconnecting'].includes(
    status.kind,
  );
  const isSaid = ({ why, connection }: Waiting) =>
    stands || (saidOfSchool && why.kind === 'school' && connection.id === school);
  const statusWaits = status.kind === 'waiting';
  const waiting = allWaiting(overview).filter((one) => {
    const { courseKey, why, since } = one;
    if (isSaid(one)) return true;
    return (
      !(statusWaits && courseKey === here && one.connection.id === school) &&
      !isUsual(why, since, now)
    );
  });
  if (waiting.length === 0) return null;
  const helps = ({ why, since }: Waiting) =>
    wordsOfWait(why, since, now).actions?.includes('try-again') === true;
  return (
    <Message tone="wait" data-testid="elsewhere">
      <Fold
        title={titleOf(status, waiting.length)}
        open={waiting.length === 1 || waiting.some(({ why }) => !stands && why.kind === 'rejected')}
      >
        <ul class="plain waits">
          {waiting.map((one) => (
            <li key={one.courseKey}>
              <One waiting={one} overview={overview} now={now} short={isSaid(one)} />
            </li>
          ))}
        </ul>
      </Fold>
      {again && !stands && waiting.some(helps) && (
        <button type="button" onClick={again}>
          {i18n.t('common.tryAgain')}
        </button>
      )}
    </Message>
  );
}

function titleOf({ kind }: Status, count: number): string {
  // The status line already says how many places wait.
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
  /** Whether to leave out the reason. */
  readonly short: boolean;
}

function One({ waiting, overview, now, short }: OneProps) {
  const { connection, courseKey, place, since, why } = waiting;
  const { records } = lookAt(overview, connection.id);
  const course = courseTitleOf(courseKey, records.get(courseKey), null);
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
      <GoesTo overview={overview} connection={connection} />
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
