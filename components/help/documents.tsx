import changelog from '../../CHANGELOG.md?raw';
import permissions from '../../docs/permissions.md?raw';
import privacy from '../../docs/privacy.md?raw';
import unknown from '../../docs/unknown.md?raw';
import { Markdown, MarkdownList } from './markdown.tsx';

export const Permissions = () => <Markdown text={permissions} />;
export const Privacy = () => <Markdown text={wholeOf(privacy)} />;
/** The few lines in front of the same document. */
export const PrivacyInShort = ({ icons }: { readonly icons: readonly string[] }) => (
  <MarkdownList text={shortOf(privacy)} icons={icons} />
);
export const Unknown = () => <Markdown text={unknown} />;

/** What changed, from the first version on. Leaves out how the file is written. */
export const WhatsNew = () => <Markdown text={versionsIn(changelog)} />;

/** The heading in a document between its few lines and the whole text. */
const IN_FULL = '\n## In full\n';
const shortOf = (text: string): string => text.slice(0, text.indexOf(IN_FULL));
const wholeOf = (text: string): string => text.slice(text.indexOf(IN_FULL) + IN_FULL.length);

/** Returns the versions of the changelog, with their names as a heading and without brackets. */
export const versionsIn = (text: string): string =>
  text.slice(text.indexOf('\n## ') + 1).replaceAll(/^## \[([^\]]+)\]/gm, '## $1');
