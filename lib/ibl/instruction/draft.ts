import * as z from 'zod/mini';

export const draftSchema = z.object({
  text: z.string(),
  /** What the server had when the draft was begun; '' when that is not known, or nothing. */
  base: z.string(),
});
/** What was typed into a field of the instruction and not yet saved. */
export type Draft = z.infer<typeof draftSchema>;
