/** Where learners find their courses, for sites whose own first page is of no use to them. */
const HOMES: Readonly<Record<string, string>> = {
  'https://learning.edx.org': 'https://www.edx.org',
  'https://courses.edx.org': 'https://www.edx.org',
  'https://apps.learn.iblai.app': 'https://learn.iblai.app',
};

/** Returns the pages (their origins) on which learners find the courses of sites, each once. */
export const homesOf = (sites: readonly string[]): readonly string[] => [
  ...new Set(sites.map((site) => HOMES[site] ?? site)),
];
