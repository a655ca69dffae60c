import { i18n } from '#i18n';
import type { Settings } from '../../lib/store/items/settings.ts';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import { counted } from '../ui/words/plural.ts';

interface Props {
  readonly courses: Settings['never'];
  readonly model: PendingDeletesModel;
}

/** Shows the courses that the learner unfollowed, with a button to follow each again. */
export function UnfollowedCourses({ courses, model }: Props) {
  return (
    <details class="not-followed">
      <summary>{counted('memory.notFollowed', courses.length)}</summary>
      <ul class="plain rows">
        {courses.map(({ courseKey, title }) => (
          <li key={courseKey} class="row">
            <bdi>{title}</bdi>
            <button type="button" class="end" onClick={() => void model.follow(courseKey)}>
              {i18n.t('memory.follow')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
