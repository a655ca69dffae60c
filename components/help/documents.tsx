import type { ComponentType } from 'preact';
import { i18n } from '#i18n';
import changelog from '../../CHANGELOG.md?raw';
import permissions from '../../docs/permissions.md?raw';
import privacy from '../../docs/privacy.md?raw';
import unknown from '../../docs/unknown.md?raw';
import { Markdown, MarkdownList } from './markdown.tsx';

/* The project's documents. A screen shows them as they are, so that the two never differ. */

const ENGLISH = { permissions, privacy, unknown } as const;

/** Every translated document, loaded when it is asked for: `docs/translated/pt_BR/privacy.md`. */
const TRANSLATED = import.meta.glob<string>('../../docs/translated/*/*.md', {
  query: '?raw',
  import: 'default',
});

interface Written {
  readonly text: string;
  /** The BCP 47 tag of the text. */
  readonly language: string;
}

/** Returns a document in the language of the screen, or in English if it is not translated. */
async function written(name: keyof typeof ENGLISH): Promise<Written> {
  const language = i18n.t('language');
  const folder = language.replace('-', '_');
  const load = TRANSLATED[`../../docs/translated/${folder}/${name}.md`];
  return load ? { text: await load(), language } : { text: ENGLISH[name], language: 'en' };
}

/** Returns what shows a whole document. */
async function shown(name: keyof typeof ENGLISH, part = whole): Promise<ComponentType> {
  const { text, language } = await written(name);
  return () => <Markdown text={part(text)} language={language} />;
}
const whole = (text: string): string => text;

export const permissionsDocument = () => shown('permissions');
export const privacyDocument = () => shown('privacy', inFull);
export const unknownDocument = () => shown('unknown');

/** Returns what shows the few lines in front of the document on privacy. */
export async function privacyInShort(): Promise<ComponentType<{ icons: readonly string[] }>> {
  const { text, language } = await written('privacy');
  return ({ icons }) => <MarkdownList text={inShort(text)} icons={icons} language={language} />;
}

/** What changed, from the first version on. Leaves out how the file is written. */
export const WhatsNew = () => <Markdown text={versionsIn(changelog)} language="en" />;

/** Where the heading between the few lines of a document and its whole text begins. */
const headingIn = (text: string): number => text.indexOf('\n## ') + 1;
const inShort = (text: string): string => text.slice(0, headingIn(text));
const inFull = (text: string): string => text.slice(text.indexOf('\n', headingIn(text)));

/** Returns the versions of the changelog, with their names as a heading and without brackets. */
export const versionsIn = (text: string): string =>
  text.slice(headingIn(text)).replaceAll(/^## \[([^\]]+)\]/gm, '## $1');
