import { z } from 'zod';
import type { Database } from './database.ts';

const instructionSchema = z.object({
  id: z.number(),
  username: z.string(),
  school: z.string(),
  about_user: z.string().nullable(),
  mentor_tone: z.string().nullable(),
  profession: z.string(),
  desired_mentor_traits: z.string(),
  content: z.string(),
  created_at: z.number(),
  updated_at: z.number(),
});
export type StoredInstruction = z.infer<typeof instructionSchema>;

export type InstructionTexts = Pick<
  StoredInstruction,
  'about_user' | 'mentor_tone' | 'profession' | 'desired_mentor_traits' | 'content'
>;

export const EMPTY_INSTRUCTION: Readonly<InstructionTexts> = {
  about_user: null,
  mentor_tone: null,
  profession: '',
  desired_mentor_traits: '',
  content: '',
};

export interface Instructions {
  find(school: string, username: string): StoredInstruction | null;
  /** Writes the row, and creates it if there is no row. */
  write(
    school: string,
    username: string,
    texts: InstructionTexts,
    moment: number,
  ): StoredInstruction;
}

export function createInstructions(database: Database): Instructions {
  const find: Instructions['find'] = (school, username) =>
    database.one(
      instructionSchema,
      'SELECT * FROM instruction WHERE school = ? AND username = ?',
      school,
      username,
    );
  return {
    find,
    write(school, username, texts, moment) {
      database.run(
        `INSERT INTO instruction (school, username, about_user, mentor_tone, profession,
           desired_mentor_traits, content, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (school, username) DO UPDATE SET about_user = excluded.about_user,
           mentor_tone = excluded.mentor_tone, profession = excluded.profession,
           desired_mentor_traits = excluded.desired_mentor_traits, content = excluded.content,
           updated_at = excluded.updated_at`,
        school,
        username,
        texts.about_user,
        texts.mentor_tone,
        texts.profession,
        texts.desired_mentor_traits,
        texts.content,
        moment,
        moment,
      );
      const written = find(school, username);
      if (written === null) throw new Error(`Could not write the instruction of ${username}.`);
      return written;
    },
  };
}
