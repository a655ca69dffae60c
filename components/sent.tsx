import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SentEntry } from '../lib/store/sent-log.ts';
import { prettyJson } from './pretty-json.ts';
import { liveSentLog } from './stored.ts';
import { exactly } from './time.tsx';

const FIRST = 20;

/** Every request, so that anybody can read what left this browser. */
export function Sent() {
  const log = useMemo(liveSentLog, []);
  const [all, setAll] = useState(false);
  const entries = log.value.value;
  if (!entries) return null;
  if (entries.length === 0) return <p class="quiet">{i18n.t('sent.empty')}</p>;
  const shown = all ? entries : entries.slice(0, FIRST);
  return (
    <>
      <ol class="plain rows" aria-label={i18n.t('sent.list')}>
        {shown.map((entry) => (
          <li key={entry.seq} class="sent" data-testid="sent-entry">
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {entries.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {i18n.t('sent.more', entries.length - shown.length)}
        </button>
      )}
    </>
  );
}

function Entry({ entry: { at, method, path, status, body } }: { entry: SentEntry }) {
  return (
    <>
      <p class="sent__head">
        <time dateTime={new Date(at).toISOString()}>{exactly(at)}</time>
        <span class="sent__status">{status ?? i18n.t('sent.noAnswer')}</span>
      </p>
      <p class="sent__path" dir="ltr">
        <b>{method}</b> {path}
      </p>
      {body !== null && (
        <details>
          <summary>{i18n.t('sent.body')}</summary>
          <pre dir="ltr" tabIndex={0}>
            {prettyJson(body)}
          </pre>
        </details>
      )}
    </>
  );
}
