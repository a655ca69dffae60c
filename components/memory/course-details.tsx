import { useEffect, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../data/ask-background.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { JsonTree } from './json-tree.tsx';
import { knownIn, type Named } from './edx-memory-fields.ts';
import { deletable, type Row } from './memory-model.ts';
import { unitName } from '../ui/names.ts';
import { jsonIn, prettyJson } from '../ui/pretty-json.ts';

interface Props {
  readonly row: Row;
  /** Asks what to delete of the course; null while nothing can be deleted. */
  readonly remove: (() => void) | null;
}

/**
 * Shows everything that is stored about a course, as text. A server wrote it, so it is never
 * treated as HTML.
 */
export function CourseDetails({ row, remove }: Props) {
  const { courseKey, ours, edx } = row;
  const { waypoint, school } = deletable(row);
  return (
    <>
      <p class="quiet key">
        <bdi>{courseKey}</bdi>
      </p>
      <div class="row">
        <Resume courseKey={courseKey} />
        {remove && (waypoint || school) && (
          <button type="button" class="danger" onClick={remove}>
            {i18n.t('memory.deleteAsk')}
          </button>
        )}
      </div>
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
      {edx && <School json={edx.json} row={row} />}
      {edx && edx.id === null && <p class="quiet">{i18n.t('memory.noId')}</p>}
    </>
  );
}

/** Links to the last unit that was studied in this browser, never to a server's address. */
function Resume({ courseKey }: { courseKey: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    void ask({ type: 'course/resume', courseKey }).then((found) =>
      setUrl(typeof found === 'string' ? found : null),
    );
  }, [courseKey]);
  if (url === null) return null;
  return (
    <>
      <LinkButton primary page={url} text={i18n.t('memory.resume')} />
      <a href={`/options.html#history/${encodeURIComponent(courseKey)}`} target="_blank">
        {i18n.t('memory.history')}
      </a>
    </>
  );
}

function School({ json, row }: { json: string | null; row: Row }) {
  const { data, known } = useMemo(() => {
    const value: unknown = json === null ? null : JSON.parse(json);
    const opened = typeof value === 'string' ? (jsonIn(value) ?? value) : value;
    return { data: opened, known: knownIn(opened) };
  }, [json]);
  const titles = titlesOf(row);
  const [open, setOpen] = useState(known.current === null && known.visited.length === 0);
  return (
    <section>
      <h3>{i18n.t('memory.schoolWrote')}</h3>
      {known.current && (
        <p>
          <b>{i18n.t('memory.currentPage')}</b> <Name of={known.current} titles={titles} />
        </p>
      )}
      {known.visited.length > 0 && (
        <div>
          <b>{i18n.t('memory.visited', known.visited.length)}</b>
          <ul>
            {known.visited.slice(0, MOST_VISITED).map((one, i) => (
              <li key={i}>
                <Name of={one} titles={titles} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {typeof data === 'object' && data !== null ? (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{i18n.t('memory.everything')}</summary>
          {open && <JsonTree value={data} titles={titles} />}
        </details>
      ) : (
        <p class={json === null ? 'quiet' : 'entry'} dir="auto">
          {json === null ? i18n.t('memory.tooDeep') : wordsOf(data)}
        </p>
      )}
      {json !== null && (
        <CopyButton text={typeof data === 'string' ? data : json} label={i18n.t('common.copy')} />
      )}
    </section>
  );
}

/** Returns the text of a value that holds no other values. */
function wordsOf(data: unknown): string {
  return data === null || data === '' ? i18n.t('memory.nothing') : prettyJson(data);
}

/** How many visited units are listed. The tree shows the rest. */
const MOST_VISITED = 20;

function Name({ of: { key, title }, titles }: { of: Named; titles: ReadonlyMap<string, string> }) {
  return <bdi>{title ?? titles.get(key ?? '') ?? unitName({ unitKey: key ?? '' })}</bdi>;
}

/** Returns the titles of the course's units that this browser knows, by key. */
function titlesOf({ record }: Row): ReadonlyMap<string, string> {
  return new Map(record?.visited.map(({ unitKey, title }) => [unitKey, title]));
}
