/*
 * Who is looking. The real site reads it from a cookie; this one takes it from the address once,
 * and stores it.
 */

const query = new URLSearchParams(location.search);

function asked(name: string, kept: Storage, otherwise: string): string {
  const value = query.get(name);
  if (value !== null) kept.setItem(name, value);
  return kept.getItem(name) ?? otherwise;
}

/**
 * The account that is signed in on this site, until `?as=grace` signs in another one. After `?as=`
 * nobody is signed in and sees the course as the public does.
 */
const account = asked('as', localStorage, 'ada');

/**
 * `1`: staff, in this tab, until `?staff=0`; `2`: staff with the masquerade bar of the future
 * shell. Anything else names the learner whom staff view the course as.
 */
const staff = asked('staff', sessionStorage, '0');

export const signedIn = (): string | null => account || null;
export const isStaff = (): boolean => staff !== '0';
/** Returns the learner whom staff view the course as; null if they view it as themselves. */
export const masquerade = (): string | null => (/^[012]$/.test(staff) ? null : staff);
export const hasShellBar = (): boolean => staff === '2';

/** Returns the name that a person gave the site, which some headers show in place of the username. */
export const fullName = (username: string): string =>
  `${username.slice(0, 1).toUpperCase()}${username.slice(1)} Moss`;
