import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import type { Row } from './memory-model.ts';
import { prettyJson } from './pretty-json.ts';
import { Ago } from './time.tsx';

interface Props {
  readonly row: Row;
  readonly connected: boolean;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly remove: () => void;
  readonly undo: () => void;
}

export function MemoryRowView({ row, connected, open, toggle, remove, undo }: Props) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        class="memory-row__head"
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        <Icon name="open" />
        <span>
          <bdi class="memory-row__title">{row.title}</bdi>
          <span class="memory-row__when quiet">
            {row.at !== null && <Ago at={row.at} />}
            {(row.edx ?? row.ours) && <span>{i18n.t('memory.writtenBy', [writersOf(row)])}</span>}
          </span>
        </span>
      </button>
      {row.pending && <Failed row={row} remove={remove} undo={undo} />}
      <div id={id} hidden={!open} class="memory-row__body">
        {open && <Stored row={row} />}
        {open && connected && !row.pending && <Delete row={row} remove={remove} />}
      </div>
    </>
  );
}

function writersOf({ edx, ours }: Row): string {
  if (edx && ours) return i18n.t('memory.both');
  return ours ? i18n.t('memory.waypoint') : i18n.t('memory.school');
}

/** Longer texts make the popup slow, and nobody reads them there. */
const SHOWN = 20_000;

/** Everything that is stored, as text: it comes from a server and is never taken for HTML. */
function Stored({ row: { courseKey, ours, edx } }: { row: Row }) {
  const json = edx && prettyJson(edx.data);
  return (
    <>
      <p class="quiet key">
        <bdi>{courseKey}</bdi>
      </p>
      {ours && (
        <section>
          <h3>{i18n.t('memory.waypointWrote')}</h3>
          {ours.text === '' ? (
            <p class="quiet">{i18n.t('memory.noText')}</p>
          ) : (
            <>
              <p class="entry" dir="auto">
                {ours.text}
              </p>
              <CopyButton text={ours.text} label={i18n.t('common.copy')} />
            </>
          )}
        </section>
      )}
      {json !== null && (
        <section>
          <h3>{i18n.t('memory.schoolWrote')}</h3>
          <pre dir="ltr" tabIndex={0}>
            {json.slice(0, SHOWN)}
          </pre>
          {json.length > SHOWN && <p class="quiet">{i18n.t('memory.cut')}</p>}
          <CopyButton text={json} label={i18n.t('common.copy')} />
        </section>
      )}
    </>
  );
}

/** Says exactly what will be deleted, beside the button that does it. */
function Delete({ row: { edx, ours }, remove }: { row: Row; readonly remove: () => void }) {
  const id = useId();
  const school = edx !== null && edx.id !== null;
  return (
    <section class="memory-row__delete">
      {edx?.id === null && <p class="quiet">{i18n.t('memory.noId')}</p>}
      {(ours || school) && (
        <>
          <p id={id}>{scopeOf(ours !== null, school)}</p>
          <button type="button" class="danger" aria-describedby={id} onClick={remove}>
            {i18n.t('memory.delete')}
          </button>
        </>
      )}
    </section>
  );
}

function scopeOf(ours: boolean, school: boolean): string {
  if (ours && school) return i18n.t('memory.deletesBoth');
  return ours ? i18n.t('memory.deletesOurs') : i18n.t('memory.deletesSchool');
}

/** A delete that the server refused: the row is back, with the reason. */
function Failed({ row: { pending }, remove, undo }: Pick<Props, 'row' | 'remove' | 'undo'>) {
  const words = pending?.failed ?? '';
  return (
    <div class="notice notice--stop" role="alert">
      <p>
        {words === '' ? i18n.t('memory.deleteNotOurs') : i18n.t('memory.deleteFailed')}{' '}
        {words !== '' && <span dir="auto">{i18n.t('common.serverSaid', [words])}</span>}
      </p>
      <div class="row">
        <button type="button" onClick={remove}>
          {i18n.t('common.tryAgain')}
        </button>
        <button type="button" onClick={undo}>
          {i18n.t('memory.undo')}
        </button>
      </div>
    </div>
  );
}
