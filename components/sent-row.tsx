import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { textsIn } from './body-text.ts';
import { CopyButton } from './copy-button.tsx';
import { prettyJson } from './pretty-json.ts';
import type { Row } from './sent-model.ts';
import { exactly } from './time.tsx';

/** One request: when, what was asked of whom, and how it was answered. */
export function SentRow({ row: { entry } }: { row: Row }) {
  const { at, method, path, status, body } = entry;
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

/** The body of a write. It is drawn only once it is opened, as there may be hundreds. */
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
