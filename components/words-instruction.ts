import { i18n } from '#i18n';
import type { InstructionField } from '../lib/ibl/instruction-fields.ts';
import type { Trouble } from './ask.ts';

const FIELDS: Record<InstructionField, () => { readonly label: string; readonly hint: string }> = {
  about_user: () => ({
    label: i18n.t('instruction.aboutUser'),
    hint: i18n.t('instruction.aboutUserHint'),
  }),
  mentor_tone: () => ({
    label: i18n.t('instruction.mentorTone'),
    hint: i18n.t('instruction.mentorToneHint'),
  }),
  profession: () => ({
    label: i18n.t('instruction.profession'),
    hint: i18n.t('instruction.professionHint'),
  }),
  desired_mentor_traits: () => ({
    label: i18n.t('instruction.traits'),
    hint: i18n.t('instruction.traitsHint'),
  }),
  content: () => ({
    label: i18n.t('instruction.content'),
    hint: i18n.t('instruction.contentHint'),
  }),
};

export const wordsOfField = (field: InstructionField) => FIELDS[field]();

/** The field that a refusal is about, and what the server says of it. */
export function blamed(
  why: Trouble,
  fields: readonly InstructionField[],
): { field: InstructionField; words: string } | null {
  if (why.kind !== 'status' || why.status !== 400) return null;
  const field = fields.find((one) => why.words.startsWith(`${one}: `));
  return field === undefined ? null : { field, words: why.words.slice(field.length + 2) };
}
