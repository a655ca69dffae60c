import { i18n } from '#i18n';
import type { InstructionField } from '../../lib/ibl/instruction/fields.ts';

/** What learners often want from a mentor. */
const POINTS = [
  'steps',
  'askFirst',
  'hint',
  'language',
  'short',
  'plain',
  'examples',
  'praise',
] as const;

export interface StartingPoint {
  readonly id: string;
  readonly field: InstructionField;
  readonly title: string;
  /** The text that is added to the field. */
  readonly text: string;
  /** A mentor's answer that follows the text. */
  readonly after: string;
}

/** Returns all starting points, for the fields that the server has. */
export function startingPoints(fields: readonly InstructionField[]): StartingPoint[] {
  return POINTS.map((id) => ({
    id,
    field: fieldOf(id, fields),
    title: i18n.t(`ideas.${id}.title`),
    text:
      id === 'language'
        ? i18n.t('ideas.language.text', [ownLanguage()])
        : i18n.t(`ideas.${id}.text`),
    after: i18n.t(`ideas.${id}.after`),
  }));
}

/** Returns the field in which the text is best placed. */
function fieldOf(
  id: (typeof POINTS)[number],
  fields: readonly InstructionField[],
): InstructionField {
  if (fields.includes('content')) return 'content';
  return id === 'plain' ? 'about_user' : 'mentor_tone';
}

/** Returns the browser's language, in the language of the screen, such as "Spanish". */
function ownLanguage(): string {
  const [language = 'en'] = navigator.language.split('-');
  const names = new Intl.DisplayNames([i18n.t('language')], { type: 'language' });
  return names.of(language) ?? language;
}
