import { i18n } from '#i18n';
import { textsIn } from './body-text.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { prettyJson } from '../ui/pretty-json.ts';
import type { InvalidInput } from '../../lib/store/core/invalid-input-log.ts';
import type { LoggedRequest } from '../../lib/store/logs/request-log.ts';
import type { Row } from './request-log-model.ts';
import { Sentence } from '../ui/sentence.tsx';
import { toTheMinute } from '../ui/dates.ts';
import { exactly } from '../ui/time.tsx';
import { textOfIssue, wordsOfSource } from '../ui/invalid-input-text.ts';
import { counted } from '../ui/words/plural.ts';
import { sentences } from '../ui/words/sentences.ts';

export function RequestLogRow({ row }: { row: Row }) {
  return row.kind === 'refused' ? <Refused {...row.refusal} /> : <Request {...row} />;
}

type RequestRow = Extract<Row, { entry: LoggedRequest }>;

/** Shows what Waypoint did and when; the request itself is behind a fold. */
function Request({ entry, sentence, why }: RequestRow) {
  return (
    <>
      <div class="sent__head">
        <p class="sent__sentence">
          <Sentence {...sentence} />
        </p>
        <When at={entry.at} />
      </div>
      {why !== null && <p class="quiet">{why}</p>}
      <Disclosure title={i18n.t('sent.details')}>
        <Details {...entry} />
      </Disclosure>
    </>
  );
}

const When = ({ at }: { at: number }) => (
  <time class="sent__time" dateTime={new Date(at).toISOString()} title={exactly(at)}>
    {toTheMinute(at)}
  </time>
);

/** Shows the request as it was sent: method, address, body, and the number of the answer. */
function Details({ method, path, status, body }: LoggedRequest) {
  return (
    <div class="sent__body">
      <p class="sent__path" dir="ltr">
        <b>{method}</b> {path}
      </p>
      <p>{i18n.t('sent.answer', [status ?? i18n.t('sent.noAnswer')])}</p>
      {body !== null && <Body body={body} />}
    </div>
  );
}

/** Shows invalid input: when it came, where from, and what was wrong. */
function Refused({ source, issue, first, last, count }: InvalidInput) {
  return (
    <>
      <div class="sent__head">
        <p class="sent__sentence">
          <span class="mark">{i18n.t('sent.refused')}</span> <bdi>{wordsOfSource(source)}</bdi>
        </p>
        <When at={last} />
      </div>
      <p>
        {sentences(
          textOfIssue(issue),
          source.kind === 'stored' ? i18n.t('refused.setAside') : null,
        )}
      </p>
      {count > 1 && <p class="quiet">{counted('refused.times', count, exactly(first))}</p>}
      {issue.kind === 'not-json' && issue.excerpt !== '' && <pre dir="auto">{issue.excerpt}</pre>}
    </>
  );
}

/** Shows the body of a write: its sentences as text, and all of it as JSON. */
function Body({ body }: { body: string }) {
  return (
    <>
      <p>{i18n.t('sent.body')}</p>
      {textsIn(body).map((text, i) => (
        <blockquote key={i} class="entry" dir="auto">
          {text}
        </blockquote>
      ))}
      <pre dir="ltr" tabIndex={0}>
        {prettyJson(body)}
      </pre>
      <CopyButton text={body} />
    </>
  );
}
