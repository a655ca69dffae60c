import { i18n } from '#i18n';

/* The sections of the options page and their addresses. The page shows one at a time. */

export const SECTIONS = [
  'start',
  'school',
  'sites',
  'history',
  'privacy',
  'sent',
  'data',
  'help',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Addresses of before, which a bookmark or a document may still name. */
const OLD: ReadonlyMap<string, SectionId> = new Map([
  ['connection', 'school'],
  ['courses', 'sites'],
  ['journey', 'history'],
  ['about', 'help'],
]);

/** Returns the section that an address such as `#school/add` names; null if it names none. */
export function sectionOf(hash: string): SectionId | null {
  const [name = ''] = hash.slice(1).split('/');
  return SECTIONS.find((id) => id === name) ?? OLD.get(name) ?? null;
}

/** Returns what an address names inside its section, such as `add` for `#school/add`; '' if nothing. */
export function insideOf(hash: string): string {
  const text = hash.split('/').slice(1).join('/');
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export const titleOf = (id: SectionId): string => i18n.t(`options.section.${id}`);

/** The section that the navigation marks: what was sent is a page of Privacy. */
export const markedFor = (id: SectionId): SectionId => (id === 'sent' ? 'privacy' : id);
