import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { LinkButton } from '../ui/link-button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Ago } from '../ui/time.tsx';
import { lastUnitIn } from './last-unit.ts';
import { deletable, type Row } from './memory-model.ts';
import { SavedTexts } from './saved-texts.tsx';
import { unitsBefore, unitsVisited } from './units-before.ts';

interface Props {
  readonly row: Row;
  /** The address at which the learner can continue the course, or null. */
  readonly page: string | null;
  /** Asks what to delete of the course; null while nothing can be deleted. */
  readonly remove: (() => void) | null;
}

/** Shows what the learner can do with a course, and what is stored about it. */
export function CourseDetails({ row, page, remove }: Props) {
  const { courseKey, edx } = row;
  const { waypoint, school } = deletable(row);
  return (
    <>
      <div class="row">
        {page && <LinkButton primary page={page} text={i18n.t('memory.resume')} />}
        {remove && (waypoint || school) && (
          <button type="button" class="danger" onClick={remove}>
            {i18n.t('memory.deleteAsk')}
          </button>
        )}
      </div>
      <Facts row={row} />
      {page && (
        <a href={`/options.html#history/${encodeURIComponent(courseKey)}`} target="_blank">
          {i18n.t('memory.history')}
        </a>
      )}
      {edx?.id === null && <p class="quiet">{i18n.t('memory.noId')}</p>}
      <Disclosure title={i18n.t('memory.everything')}>
        <SavedTexts row={row} />
      </Disclosure>
    </>
  );
}

/** How many units are listed. Everything is under "All details". */
const MOST = 20;

/** Shows what is stored, as a learner reads it. */
function Facts({ row }: { row: Row }) {
  const { title, at, edx, ours } = row;
  const before = unitsBefore(row);
  const visited = before.length > 0 ? [] : unitsVisited(row);
  const by = i18n.t(ours && edx ? 'memory.both' : ours ? 'memory.waypoint' : 'memory.school');
  const facts: [string, readonly ComponentChildren[]][] = [
    [i18n.t('memory.fact.course'), [title]],
    [i18n.t('memory.fact.unit'), [lastUnitIn(row)]],
    [i18n.t('memory.fact.before'), before],
    [i18n.t('memory.fact.visited'), visited],
    [i18n.t('memory.fact.updated'), [at !== null && <Ago at={at} />]],
    [i18n.t('memory.fact.by'), [by]],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, values]) =>
          values.some(Boolean) && (
            <div key={name}>
              <dt>{name}</dt>
              {values.slice(0, MOST).map((value, i) => (
                <dd key={i}>
                  <bdi>{value}</bdi>
                </dd>
              ))}
            </div>
          ),
      )}
    </dl>
  );
}
