/** What a site changed in the pages of the Learning MFE. */
export interface SiteLook {
  /** MIT's header: the account's full name, and of the course only its title. */
  readonly header?: 'mit';
  /** The course's tabs have their class and no id. */
  readonly tabs?: 'class-only';
  /**
   * Breadcrumbs above each unit: put back as they were, the site's own with more items, or some that
   * name other pages.
   */
  readonly breadcrumbs?: 'marked' | 'own' | 'elsewhere';
  readonly sidebar?: false;
  /**
   * The pages stand in frontend-base's single shell. A guess: the Learning MFE is not on that shell
   * yet.
   */
  readonly shell?: true;
  /** How late the page's title comes (ms). */
  readonly titleAfter?: number;
}

/** A site: the origin of its Learning MFE, the path of the app there, and its LMS's origin. */
export interface Site {
  readonly learning: string;
  readonly base: string;
  readonly lms: string;
  readonly name: string;
  readonly look: SiteLook;
}

export const SITE_NAME = 'edX';
export const LEARNING_ORIGIN = 'https://learning.edx.org';
export const LMS_ORIGIN = 'https://courses.edx.org';

const plain = (learning: string, base: string, lms: string): Site => ({
  learning,
  base,
  lms,
  name: SITE_NAME,
  look: {},
});
/** Returns a site whose LMS and apps are on one host. */
const onOneHost = (learning: string, base: string, name: string, look: SiteLook = {}): Site => ({
  learning,
  base,
  lms: learning,
  name,
  look,
});

export const EDX = plain(LEARNING_ORIGIN, '', LMS_ORIGIN);
/** Another site with the same courses. */
export const IBL = plain('https://apps.learn.iblai.app', '/learning', 'https://learn.iblai.app');
/** A school's own site, which the extension does not know. */
export const CAMPUS = plain('https://apps.campus.example', '/learning', 'https://campus.example');
/** Open edX on a developer's computer, with plain http and ports. */
export const TUTOR = plain(
  'http://apps.tutor.localhost:2000',
  '/learning',
  'http://tutor.localhost:8000',
);

/** MIT's site, with the changes that MITx Online made. */
export const MIT = onOneHost('https://courses.learn.mit.edu', '/learn', 'MIT Learn', {
  header: 'mit',
  breadcrumbs: 'marked',
  sidebar: false,
});
/** A site whose app has a path of two parts, and whose course tabs have no id. */
export const ORCHARD = onOneHost('https://orchard.example', '/apps/learning', 'Orchard', {
  tabs: 'class-only',
});
/** A site whose name holds a bar, as the titles of its pages do. */
export const GARDEN = onOneHost('https://garden.example', '/learning', 'Garden | School');
/** Two sites that put breadcrumbs of their own above the unit. */
export const MEADOW = onOneHost('https://meadow.example', '/learning', 'Meadow', {
  breadcrumbs: 'own',
});
export const HEDGE = onOneHost('https://hedge.example', '/learning', 'Hedge', {
  breadcrumbs: 'elsewhere',
});
/** A site on frontend-base's single shell. */
export const SHELL = onOneHost('https://shell.example', '/learning', 'Shell Site', {
  shell: true,
  titleAfter: 1_000,
});

/** Sites with changed front ends. Nobody follows them by default. */
export const CHANGED_SITES: readonly Site[] = [MIT, ORCHARD, GARDEN, MEADOW, HEDGE, SHELL];

/** Returns the site of a host of the Learning MFE or of an LMS, on any port. */
export function siteAt(origin: string): Site {
  const { hostname } = new URL(origin);
  const isAt = (part: string) => new URL(part).hostname === hostname;
  const found = [IBL, CAMPUS, TUTOR, ...CHANGED_SITES].find(
    ({ learning, lms }) => isAt(learning) || isAt(lms),
  );
  return found ?? EDX;
}
