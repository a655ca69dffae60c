import { forbidden, notFound, Rejected } from './api-error.ts';
import type { People, SecretKind } from './store/people.ts';
import type { Scheme, Switches } from './server-variants.ts';
import { SCHEMES } from './server-variants.ts';

/** The owner of the secret in a request. */
export interface Caller {
  readonly school: string;
  readonly username: string;
  readonly isAdmin: boolean;
}

/** Returns the secret's owner. Throws a 401 if unknown, as Django REST framework does. */
export function authenticate(
  authorization: string | undefined,
  people: People,
  switches: Readonly<Switches>,
  now: number,
): Caller {
  const parts = authorization?.match(/\S+/g) ?? [];
  // An unknown scheme is ignored, as if no credentials had come.
  const scheme = SCHEMES.find((name) => name.toLowerCase() === parts[0]?.toLowerCase());
  if (scheme === undefined || !switches.accepts.includes(scheme)) {
    throw unauthorized('Authentication credentials were not provided.', switches);
  }
  const [, value, ...rest] = parts;
  if (value === undefined) {
    throw unauthorized('Invalid token header. No credentials provided.', switches);
  }
  if (rest.length > 0) {
    const detail = 'Invalid token header. Token string should not contain spaces.';
    throw unauthorized(detail, switches);
  }
  const secret = people.secret(value);
  if (secret === null || !takes(scheme, secret.kind, switches)) {
    throw unauthorized('Invalid token.', switches);
  }
  if (secret.ends !== null && secret.ends <= now)
    throw unauthorized('Token has expired.', switches);
  return { school: secret.school, username: secret.username, isAdmin: secret.is_admin };
}

function takes(scheme: Scheme, kind: SecretKind, switches: Readonly<Switches>): boolean {
  if (kind !== 'key' && !switches.sessions.includes(kind)) return false;
  if (!switches.accepts.includes('Api-Token')) return true;
  return kind === 'key' ? scheme !== 'Token' : scheme === 'Token';
}

function unauthorized(detail: string, switches: Readonly<Switches>): Rejected {
  const challenge = { 'WWW-Authenticate': switches.accepts[0] ?? 'Api-Token' };
  return new Rejected(401, { detail }, challenge);
}

/** Throws a 404 if the school or user does not exist, and a 403 if the secret is not for them. */
export function authorize(caller: Caller, school: string, username: string, people: People): void {
  const isMember = people.memberships(username).some((membership) => membership.school === school);
  if (people.school(school) === null || !isMember) throw notFound();
  if (caller.school !== school) throw forbidden();
  if (caller.username !== username && !caller.isAdmin) throw forbidden();
}
