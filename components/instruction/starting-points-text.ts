import { i18n } from '#i18n';
import type { InstructionField } from '../../lib/ibl/instruction/fields.ts';

/** What learners often want of a mentor. */
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
  /** What is put into the field. */
  readonly text: string;
  /** A mentor's answer that follows it. */
  readonly after: string;
}

/** All starting points, for the fields that a server has. */
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

/** The field in which it is best said. */
function fieldOf(
  id: (typeof POINTS)[number],
  fields: readonly InstructionField[],
): InstructionField {
  if (fields.includes('content')) return 'content';
  return id === 'plain' ? 'about_user' : 'mentor_tone';
}

/** The browser's language, in the language of the screen: "Spanish". */
function ownLanguage(): string {
  const [language = 'en'] = navigator.language.split('-');
  const names = new Intl.DisplayNames([i18n.t('language')], { type: 'language' });
  return names.of(language) ?? language;
}
