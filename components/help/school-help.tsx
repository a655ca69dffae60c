import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { liveSchoolHelp } from '../data/live-items-options.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';

/** Links to the page with help that the learner's organization has set; nothing if none is set. */
export function SchoolHelp() {
  const help = useMemo(liveSchoolHelp, []).value.value;
  if (!help) return null;
  return (
    <p>
      <a href={help.address} target="_blank" rel="noreferrer">
        {help.school === null ? (
          i18n.t('help.fromYourSchool')
        ) : (
          <Sentence text={i18n.t('help.fromSchool', [MARK])} values={[help.school]} />
        )}
      </a>
    </p>
  );
}
