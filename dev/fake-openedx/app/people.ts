/* Who is looking. The real site knows it from a cookie; this one from the address, once. */

const query = new URLSearchParams(location.search);

function asked(name: string, kept: Storage, otherwise: string): string {
  const value = query.get(name);
  if (value !== null) kept.setItem(name, value);
  return kept.getItem(name) ?? otherwise;
}

/**
 * The account that is signed in, on this site, until another one is: `?as=grace`. Nobody is after
 * `?as=`, and sees the course as the public does.
 */
const account = asked('as', localStorage, 'ada');

/** `1`: staff, in this tab, until `?staff=0`; `2`: with the bar of the shell that is to come. Anything else names the learner they look as. */
const staff = asked('staff', sessionStorage, '0');

export const signedIn = (): string | null => account || null;
export const isStaff = (): boolean => staff !== '0';
/** Whom staff look as, if as anybody else. */
export const masquerade = (): string | null => (/^[012]$/.test(staff) ? null : staff);
export const hasShellBar = (): boolean => staff === '2';
