import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { openOptions } from '../lib/send.ts';
import type { MemoryModel } from './memory-model.ts';
import { MemoryRowView } from './memory-row.tsx';
import { PendingRow } from './pending-row.tsx';
import { MARK, Sentence } from './sentence.tsx';
import { Ago } from './time.tsx';
import { TroubleNotice } from './trouble-notice.tsx';

export function Memory({ model }: { model: MemoryModel }) {
  const overview = model.overview.value;
  const account = overview && `${overview.connection?.id} ${overview.connection?.connected}`;
  useEffect(() => {
    if (account !== undefined) void model.read();
  }, [model, account]);
  const list = model.list.value;
  const rows = model.rows.value;
  if (!overview || list === undefined) return <p class="quiet">{i18n.t('memory.loading')}</p>;
  const connected = overview.connection?.connected === true;
  if (!connected && list === null) {
    return (
      <div class="empty">
        <p>{i18n.t('memory.notConnected')}</p>
        <button type="button" class="primary" onClick={() => void openOptions()}>
          {i18n.t('now.connect')}
        </button>
      </div>
    );
  }
  return (
    <>
      <Reading model={model} />
      {model.noAnswer.value && (
        <p class="notice notice--stop" role="alert">
          {i18n.t('common.noAnswer')}
        </p>
      )}
      {list !== null && rows.length === 0 && (
        <div class="empty">
          <p>{i18n.t('memory.empty')}</p>
          <p class="quiet">{i18n.t('memory.emptyAdvice')}</p>
        </div>
      )}
      <Rows model={model} connected={connected} />
      {list !== null && list.foreign > 0 && (
        <p class="quiet">{i18n.t('memory.foreign', list.foreign)}</p>
      )}
    </>
  );
}

/** How reading the list goes; the list of last time is shown meanwhile. */
function Reading({ model }: { model: MemoryModel }) {
  const reading = model.reading.value;
  const list = model.list.value;
  if (reading === 'loading') {
    return (
      <p class="quiet loading" role="status">
        {i18n.t('memory.loading')}
      </p>
    );
  }
  if (reading === 'read') return <p class="quiet">{i18n.t('memory.about')}</p>;
  const disconnected = reading.kind === 'not-connected' && list;
  return (
    <>
      <TroubleNotice
        trouble={reading}
        {...(disconnected ? { instead: i18n.t('memory.disconnected') } : {})}
        again={() => void model.read()}
      />
      {list && (
        <p class="quiet">
          <Sentence text={i18n.t('memory.readAt', [MARK])} values={[<Ago at={list.readAt} />]} />
        </p>
      )}
    </>
  );
}

/** One row a course. Which are open is remembered here, through a delete and its undo. */
function Rows({ model, connected }: { model: MemoryModel; connected: boolean }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  /** The course whose button was just pressed: the focus goes to what has taken its place. */
  const pressed = useRef<string | null>(null);
  const place = useRef<HTMLUListElement>(null);
  const rows = model.rows.value;

  useEffect(() => {
    if (pressed.current === null) return;
    const row = Array.from(place.current?.children ?? []).find(
      (item) => item.getAttribute('data-course') === pressed.current,
    );
    const button = row?.querySelector<HTMLElement>('button');
    if (!button || button.contains(document.activeElement)) return;
    if (document.activeElement !== document.body) return;
    button.focus();
    pressed.current = null;
  });

  function act(courseKey: string, what: 'delete' | 'undo'): void {
    pressed.current = courseKey;
    void model[what](courseKey);
  }

  return (
    <ul class="plain rows" ref={place}>
      {rows.map((row) => (
        <li
          key={row.courseKey}
          class="memory-row"
          data-testid="memory-row"
          data-course={row.courseKey}
        >
          {row.pending && row.pending.failed === null ? (
            <PendingRow
              title={row.title}
              pending={row.pending}
              undo={() => act(row.courseKey, 'undo')}
            />
          ) : (
            <MemoryRowView
              row={row}
              connected={connected}
              open={open.has(row.courseKey)}
              toggle={() => setOpen((old) => old.symmetricDifference(new Set([row.courseKey])))}
              remove={() => act(row.courseKey, 'delete')}
              undo={() => act(row.courseKey, 'undo')}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
