import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { CopyButton } from '../ui/copy-button.tsx';
import { prettyJson } from '../ui/pretty-json.ts';
import { JsonTree } from './json-tree.tsx';
import { schoolData } from './last-unit.ts';
import type { Row } from './memory-model.ts';
import { titlesIn } from './units-before.ts';

/**
 * Shows everything that is stored about a course, as text. A server wrote it, so it is never
 * treated as HTML.
 */
export function SavedTexts({ row }: { row: Row }) {
  const { courseKey, ours, edx } = row;
  return (
    <div class="saved-texts">
      <p class="quiet">
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
              <CopyButton text={ours.text} />
            </>
          )}
        </section>
      )}
      {edx && <School json={edx.json} row={row} />}
    </div>
  );
}

function School({ json, row }: { json: string | null; row: Row }) {
  const data = useMemo(() => (json === null ? null : schoolData(json)), [json]);
  const titles = titlesIn(row.record);
  return (
    <section>
      <h3>{i18n.t('memory.schoolWrote')}</h3>
      {typeof data === 'object' && data !== null ? (
        <JsonTree value={data} titles={titles} />
      ) : (
        <p class={json === null ? 'quiet' : 'entry'} dir="auto">
          {json === null ? i18n.t('memory.tooDeep') : wordsOf(data)}
        </p>
      )}
      {json !== null && <CopyButton text={typeof data === 'string' ? data : json} />}
    </section>
  );
}

/** Returns the text of a value that holds no other values. */
function wordsOf(data: unknown): string {
  return data === null || data === '' ? i18n.t('memory.nothing') : prettyJson(data);
}
