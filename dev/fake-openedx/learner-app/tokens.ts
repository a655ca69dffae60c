import { randomUUID } from 'node:crypto';

/** The path to which each token leads. A token says nothing of it, and lets its holder in. */
const paths = new Map<string, string>();

/** Returns a new token for a page of the LMS. */
export function issueToken(path: string): string {
  const token = `secret-${randomUUID()}`;
  paths.set(token, path);
  return token;
}

export const pathOf = (token: string): string | undefined => paths.get(token);
