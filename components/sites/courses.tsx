import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { createCourses, type CoursesModel, type ListedCourse } from './courses-model.ts';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import { SearchCount } from '../ui/search/search-count.tsx';
import { SearchField } from '../ui/search/search-field.tsx';
import { messageName } from '../ui/message-name.ts';
import { pausedUntil } from './pause-text.ts';
import { courseName, siteName } from '../ui/names.ts';
import { counted, numberOf } from '../ui/words/plural.ts';

/** How many courses are shown at first. With more, the list has a search. */
const FEW = 10;

/** Shows the courses that were studied in this browser, each followed or not. */
export function Courses({ deletes }: { deletes: PendingDeletesModel }) {
  const model = useMemo(createCourses, []);
  const [whole, setWhole] = useState(false);
  const all = model.all.value;
  if (!all) return null;
  const found = model.found.value;
  const shown = whole ? found : found.slice(0, FEW);
  return (
    <div class="courses">
      <h3 id="courses-title">{i18n.t('courses.title')}</h3>
      <p>{all.length === 0 ? i18n.t('courses.empty') : i18n.t('courses.about')}</p>
      {all.length > FEW && <Search model={model} all={all.length} />}
      <ul class="plain rows" aria-labelledby="courses-title" hidden={found.length === 0}>
        {shown.map((course) => (
          <li
            key={course.courseKey}
            class="site"
            data-testid="course"
            data-course={course.courseKey}
            data-state={course.state}
          >
            <CourseRow course={course} model={model} deletes={deletes} />
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <button type="button" onClick={() => setWhole(true)}>
          {counted('memory.more', found.length - shown.length)}
        </button>
      )}
    </div>
  );
}

function Search({ model, all }: { model: CoursesModel; all: number }) {
  const found = model.found.value.length;
  return (
    <search class="filter">
      <SearchField
        label={i18n.t('courses.search')}
        hint={i18n.t('memory.searchHint')}
        query={model.query}
      />
      <SearchCount
        testId="courses-count"
        all={counted('memory.count', all)}
        found={found === all ? null : counted('memory.found', all, numberOf(found))}
      />
    </search>
  );
}

interface RowProps {
  readonly course: ListedCourse;
  readonly model: CoursesModel;
  readonly deletes: PendingDeletesModel;
}

function CourseRow({ course, model, deletes }: RowProps) {
  const { courseKey, title, site, state } = course;
  const followed = state !== 'not-followed';
  const id = `course-${courseKey}`;
  return (
    <>
      <div class="site__head">
        <p id={id} class="site__name">
          <bdi>{title}</bdi>
        </p>
        <p class="quiet">
          <span class="fact">
            <bdi title={courseKey}>{courseName(courseKey)}</bdi>
          </span>
          {site !== null && (
            <span class="fact">
              <bdi>{siteName(site)}</bdi>
            </span>
          )}
        </p>
        <p class={`site__state site__state--${followed ? state : 'off'}`}>
          {state === 'paused' ? pausedUntil(course) : i18n.t(`courses.state.${messageName(state)}`)}
        </p>
      </div>
      <div class="row">
        {followed && (
          <button
            type="button"
            aria-describedby={id}
            onClick={() => void model.pause(course, state === 'followed')}
          >
            {state === 'paused' ? i18n.t('now.resume') : i18n.t('now.pause')}
          </button>
        )}
        <button
          type="button"
          aria-describedby={id}
          onClick={() =>
            void (followed ? deletes.never({ courseKey, title }) : deletes.follow(courseKey))
          }
        >
          {followed ? i18n.t('courses.stop') : i18n.t('memory.follow')}
        </button>
      </div>
    </>
  );
}
