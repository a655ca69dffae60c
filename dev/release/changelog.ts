/** Matches the heading of a section, and captures its name. */
const HEADING = /^## \[([^\]]+)\].*$/gm;
const UNRELEASED = 'Unreleased';

interface Section {
  readonly name: string;
  readonly start: number;
  /** Where the text below the heading starts. */
  readonly body: number;
  readonly end: number;
}

function sectionsOf(changelog: string): readonly Section[] {
  const headings = [...changelog.matchAll(HEADING)];
  return headings.map((match, i) => ({
    name: match[1] ?? '',
    start: match.index,
    body: match.index + match[0].length,
    end: headings[i + 1]?.index ?? changelog.length,
  }));
}

/** Returns what the changelog says of a version, or null. */
export function sectionOf(changelog: string, version: string): string | null {
  const section = sectionsOf(changelog).find(({ name }) => name === version);
  return section ? changelog.slice(section.body, section.end).trim() : null;
}

/**
 * Gives the unreleased changes the name of a version and a day. Leaves out what stands before the
 * first kind of change: it speaks of a release to come. Throws if nothing is unreleased, or if the
 * version is there already.
 */
export function withRelease(changelog: string, version: string, day: string): string {
  if (sectionOf(changelog, version) !== null) throw new Error(`${version} was released before`);
  const section = sectionsOf(changelog).find(({ name }) => name === UNRELEASED);
  const first = section ? changelog.indexOf('\n### ', section.body) : -1;
  if (!section || first < 0 || first >= section.end) {
    throw new Error('CHANGELOG.md has no changes under Unreleased');
  }
  const changes = changelog.slice(first, section.end);
  return `${changelog.slice(0, section.start)}## [${version}] - ${day}\n${changes}${changelog.slice(section.end)}`;
}
