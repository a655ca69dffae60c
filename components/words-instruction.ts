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

/** What the server says of a field that it refused; null where it says nothing of it. */
export function blamed(why: Trouble, field: InstructionField): string | null {
  return (why.kind === 'status' && why.fields?.[field]) || null;
}

/** What the server says beside what stands at the fields, a line each. */
export function blamedElsewhere(why: Trouble, shown: readonly InstructionField[]): string[] {
  if (why.kind !== 'status') return [];
  const { words, fields = {} } = why;
  const isShown = (name: string) => shown.some((field) => field === name);
  const names = Object.keys(fields);
  if (!names.some(isShown)) return words === '' ? [] : [words];
  const others = names.filter((name) => !isShown(name)).map((name) => `${name}: ${fields[name]}`);
  const general = words !== '' && !names.some((name) => words.includes(`${name}: `));
  return general ? [words, ...others] : others;
}

/** Whether the server is one from before there were instructions. */
export const isWithoutRoute = (why: Trouble): boolean =>
  why.kind === 'status' && why.status === 404;
