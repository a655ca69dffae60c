import { sameTraits } from './traits.ts';

/** The fields of a custom instruction: four in the structured shape, one in the content shape. */
export const STRUCTURED_FIELDS = [
  'about_user',
  'mentor_tone',
  'profession',
  'desired_mentor_traits',
] as const;
export const CONTENT_FIELDS = ['content'] as const;
export const INSTRUCTION_FIELDS = [...STRUCTURED_FIELDS, ...CONTENT_FIELDS] as const;

export type InstructionField = (typeof INSTRUCTION_FIELDS)[number];

/** The server's limit for `profession`; no other limit is documented. */
export const PROFESSION_LIMIT = 100;

/** Whether two texts of a field say the same. A server removes white space at both ends. */
export function sameText(field: InstructionField, a: string, b: string): boolean {
  return field === 'desired_mentor_traits' ? sameTraits(a, b) : a.trim() === b.trim();
}
