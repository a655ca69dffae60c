/** The fields of a custom instruction: four of the structured shape, or one of the content shape. */
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
