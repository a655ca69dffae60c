import { i18n } from '#i18n';
import type { Place } from '../../lib/edx/place.ts';
import { courseName, unitName } from '../ui/names.ts';
import { Message } from '../ui/message/message.tsx';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';

/** Shows once that the first place was saved, with its exact text. */
export function FirstSaved({ place, text }: { place: Place; text: string }) {
  return (
    <Message tone="good" data-testid="first-saved">
      <p>
        <Sentence
          text={i18n.t('now.first', [MARK, MARK_2])}
          values={[unitName(place), place.courseTitle ?? courseName(place.courseKey)]}
        />
      </p>
      <details>
        <summary>{i18n.t('now.firstText')}</summary>
        <pre dir="auto" tabIndex={0}>
          {text}
        </pre>
      </details>
    </Message>
  );
}
