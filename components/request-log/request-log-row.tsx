import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { textsIn } from './body-text.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { prettyJson } from '../ui/pretty-json.ts';
import type { InvalidInput } from '../../lib/store/core/invalid-input-log.ts';
import type { LoggedRequest } from '../../lib/store/logs/request-log.ts';
import type { Row } from './request-log-model.ts';
import { exactly } from '../ui/time.tsx';
import { textOfIssue, wordsOfSource } from '../ui/invalid-input-text.ts';

export function RequestLogRow({ row }: { row: Row }) {
  return row.kind === 'refused' ? <Refused {...row.refusal} /> : <Request {...row.entry} />;
}

/** Shows a request: when it was sent, what it asked, and how the server answered. */
function Request({ at, method, path, status, body }: LoggedRequest) {
  return (
    <>
      <p class="sent__head">
        <time dateTime={new Date(at).toISOString()}>{exactly(at)}</time>
        <span class="sent__status">{status ?? i18n.t('sent.noAnswer')}</span>
      </p>
      <p class="sent__path" dir="ltr">
        <b>{method}</b> {path}
      </p>
      {body !== null && <Body body={body} />}
    </>
  );
}

/** Shows invalid input: when it came, where from, and what was wrong. */
function Refused({ source, issue, first, last, count }: InvalidInput) {
  return (
    <>
      <p class="sent__head">
        <time dateTime={new Date(last).toISOString()}>{exactly(last)}</time>
        <span class="mark">{i18n.t('sent.refused')}</span>
      </p>
      <p>
        <bdi>{wordsOfSource(source)}</bdi>
      </p>
      <p>
        {textOfIssue(issue)} {source.kind === 'stored' && i18n.t('refused.setAside')}
      </p>
      {count > 1 && <p class="quiet">{i18n.t('refused.times', [count, exactly(first)])}</p>}
      {issue.kind === 'not-json' && issue.excerpt !== '' && <pre dir="auto">{issue.excerpt}</pre>}
    </>
  );
}

/** Shows the body of a write. Renders it only when it is opened, because there may be hundreds. */
function Body({ body }: { body: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{i18n.t('sent.body')}</summary>
      {open && (
        <div class="sent__body">
          {textsIn(body).map((text, i) => (
            <blockquote key={i} class="entry" dir="auto">
              {text}
            </blockquote>
          ))}
          <pre dir="ltr" tabIndex={0}>
            {prettyJson(body)}
          </pre>
          <CopyButton text={body} label={i18n.t('common.copy')} />
        </div>
      )}
    </details>
  );
}
