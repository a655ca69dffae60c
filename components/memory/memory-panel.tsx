import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { openOptions } from '../data/browser.ts';
import { later } from '../ui/lazy.tsx';
import { MemoryList } from './memory-list.tsx';
import type { MemoryModel, Row } from './memory-model.ts';
import { MemoryToolbar } from './memory-toolbar.tsx';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { Ago } from '../ui/time.tsx';
import { FaultNotice } from '../ui/fault/fault-notice.tsx';
import { counted } from '../ui/words/plural.ts';
import { parts } from './load-later-parts.ts';

const DeleteDialog = later(async () => (await parts()).DeleteDialog, true);
const UnfollowedCourses = later(async () => (await parts()).UnfollowedCourses, true);

interface Props {
  readonly model: MemoryModel;
  /** What is shown under the list. */
  readonly children?: ComponentChildren;
}

export function MemoryPanel({ model, children }: Props) {
  const overview = model.overview.value;
  const account = overview && `${overview.connection?.id} ${overview.connection?.connected}`;
  useEffect(() => {
    if (account !== undefined) void model.read();
  }, [model, account]);
  /** The courses to delete from, while the dialog asks what to delete. */
  const [asking, setAsking] = useState<readonly Row[] | null>(null);
  const list = model.list.value;
  if (!overview || list === undefined) return <p class="quiet">{i18n.t('memory.loading')}</p>;
  const connected = overview.connection?.connected === true;
  if (!connected && list === null) {
    return (
      <div class="empty">
        <p>{i18n.t('memory.notConnected')}</p>
        <button type="button" class="primary" onClick={() => void openOptions('#school')}>
          {i18n.t('now.connect')}
        </button>
      </div>
    );
  }
  return (
    <>
      <Reading model={model} />
      <MemoryToolbar model={model} connected={connected} remove={setAsking} />
      <None model={model} />
      <MemoryList model={model} connected={connected} remove={setAsking} />
      {list !== null && list.foreign > 0 && (
        <p class="quiet">{counted('memory.foreign', list.foreign)}</p>
      )}
      {list?.whole === false && <p class="quiet">{i18n.t('memory.notWhole')}</p>}
      {children}
      {overview.never.length > 0 && (
        <UnfollowedCourses courses={overview.never} model={model.deletes} />
      )}
      {asking && (
        <DeleteDialog
          rows={asking}
          deletes={model.deletes}
          close={(done) => {
            setAsking(null);
            if (done) model.ticked.value = null;
          }}
        />
      )}
    </>
  );
}

/** Says why there is no row to show. */
function None({ model }: { model: MemoryModel }) {
  if (model.list.value === null || model.found.value.length > 0) return null;
  if (model.query.value.trim() !== '') {
    return (
      <div class="empty">
        <p>{i18n.t('memory.none')}</p>
        <button type="button" onClick={() => (model.query.value = '')}>
          {i18n.t('memory.showAll')}
        </button>
      </div>
    );
  }
  // The list from last time may be empty while the server already has rows.
  if (model.reading.value === 'loading') return null;
  return (
    <div class="empty">
      <p>{i18n.t(model.reading.value === 'read' ? 'memory.empty' : 'memory.nothingYet')}</p>
      <p class="quiet">{i18n.t('memory.emptyAdvice')}</p>
    </div>
  );
}

/** Shows how the read of the list goes. The list from last time stays visible meanwhile. */
function Reading({ model }: { model: MemoryModel }) {
  const reading = model.reading.value;
  const list = model.list.value;
  if (reading === 'loading') {
    const part = model.part.value;
    return (
      <div>
        <p class="quiet loading" role="status">
          {i18n.t('memory.loading')}
        </p>
        {part !== null && <progress value={part} aria-label={i18n.t('memory.loading')} />}
      </div>
    );
  }
  if (reading === 'read') return <p class="quiet">{i18n.t('memory.about')}</p>;
  const disconnected = reading.kind === 'not-connected' && list;
  return (
    <>
      <FaultNotice
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
