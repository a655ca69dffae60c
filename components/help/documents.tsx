import changelog from '../../CHANGELOG.md?raw';
import permissions from '../../docs/permissions.md?raw';
import privacy from '../../docs/privacy.md?raw';
import unknown from '../../docs/unknown.md?raw';
import { Markdown } from './markdown.tsx';

export const Permissions = () => <Markdown text={permissions} />;
export const Privacy = () => <Markdown text={privacy} />;
export const Unknown = () => <Markdown text={unknown} />;

/** What changed, from the first version on. Leaves out how the file is written. */
export const WhatsNew = () => <Markdown text={versionsIn(changelog)} />;

/** Returns the versions of the changelog, with their names as a heading and without brackets. */
export const versionsIn = (text: string): string =>
  text.slice(text.indexOf('\n## ') + 1).replaceAll(/^## \[([^\]]+)\]/gm, '## $1');
