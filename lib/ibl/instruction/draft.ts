import * as z from 'zod/mini';

export const draftSchema = z.object({
  text: z.string(),
  /** What the server had when the learner began the draft; '' if that is unknown or empty. */
  base: z.string(),
});
/** Text that the learner typed into a field of the instruction and has not saved. */
export type Draft = z.infer<typeof draftSchema>;
