import type { Account } from './types.ts';

/** Returns a path below the mentor API of one user. Encodes every part; ends with a slash. */
export function userPath(account: Account, ...parts: readonly (string | number)[]): string {
  const { org, username } = account;
  const all = ['api', 'ai-mentor', 'orgs', org, 'users', username, ...parts];
  return `/${all.map((part) => encodeURIComponent(part)).join('/')}/`;
}

/** Returns the query of a list. `URLSearchParams` encodes `+`, which a course key needs. */
export function query(fields: Readonly<Record<string, string | number>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) params.set(name, String(value));
  return `?${params}`;
}

/** Whether an organization or username can stand in a path. */
export function isPathPart(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !/[/\\\p{Cc}\s]/u.test(text);
}
