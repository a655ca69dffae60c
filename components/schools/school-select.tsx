import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { type SelectedSchoolModel } from './selected-school.ts';
import { schoolName } from '../ui/names.ts';

/** Lets the learner choose which school the panel is about, if there are several. */
export function SchoolSelect({ model }: { model: SelectedSchoolModel }) {
  const id = useId();
  const all = model.all.value;
  if (all.length < 2) return null;
  return (
    <p class="row school-choice">
      <label for={id}>{i18n.t('schools.school')}</label>
      <select
        id={id}
        data-testid="school"
        value={model.id.value ?? ''}
        onChange={(event) => model.choose(event.currentTarget.value)}
      >
        {all.map((one) => (
          <option key={one.id} value={one.id}>
            {schoolName(all, one)}
          </option>
        ))}
      </select>
    </p>
  );
}
