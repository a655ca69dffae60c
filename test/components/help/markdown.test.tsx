// @vitest-environment happy-dom
import { globSync, readFileSync } from 'node:fs';
import { render } from 'preact';
import { expect, test } from 'vitest';
import {
  privacyDocument,
  privacyInShort,
  versionsIn,
} from '../../../components/help/documents.tsx';
import { speakEnglish, speakWith } from '../english.ts';
import { Markdown } from '../../../components/help/markdown.tsx';

const shown = (text: string): HTMLElement => {
  const root = document.createElement('div');
  render(<Markdown text={text} language="en" />, root);
  return root;
};

test('Document renders headings, lists, tables and emphasis, and shows HTML as text', () => {
  const root = shown(
    '# Title\n\n## Part\n\nA **bold** `code` <b>tag</b>, see [there](there.md).\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |',
  );
  expect(root.querySelector('h1')).toBeNull();
  expect(root.querySelector('h3')?.textContent).toBe('Part');
  expect(root.querySelector('p')?.textContent).toBe('A bold code <b>tag</b>, see there.');
  expect(root.querySelector('strong')?.textContent).toBe('bold');
  expect(Array.from(root.querySelectorAll('li'), (one) => one.textContent)).toEqual(['one', 'two']);
  expect(Array.from(root.querySelectorAll('td'), (one) => one.textContent)).toEqual(['1', '2']);
  expect(root.querySelector('b, a')).toBeNull();
});

test.each(['permissions', 'privacy', 'unknown'])(
  'Document leaves no raw Markdown of docs/%s.md',
  (name) => {
    expect(globSync(`docs/${name}.md`)).toHaveLength(1);
    const root = shown(readFileSync(`docs/${name}.md`, 'utf8'));
    expect(root.textContent).not.toMatch(/\*\*|\| --|\]\(|^#/m);
    expect(root.textContent.length).toBeGreaterThan(200);
  },
);

test('the document on privacy begins with five lines, which the whole text does not repeat', async () => {
  await speakEnglish();
  const InShort = await privacyInShort();
  const Privacy = await privacyDocument();
  const root = document.createElement('div');
  render(<InShort icons={[]} />, root);
  const lines = Array.from(root.querySelectorAll('li'), (one) => one.textContent);
  expect(lines.map((line) => line.split(' – ')[0])).toEqual([
    'Reads',
    'Sends',
    'Never sends your place',
    'Keeps here',
    'Cannot promise',
  ]);
  render(<Privacy />, root);
  expect(root.textContent).not.toContain(lines[0]);
  expect(root.textContent).toContain('What nobody can promise');
});

test('a document that nobody translated is shown in English, and says so', async () => {
  speakWith({ language: 'he' });
  const Privacy = await privacyDocument();
  const root = document.createElement('div');
  render(<Privacy />, root);
  expect(root.textContent).toContain('What nobody can promise');
  expect(root.querySelector('.document')?.getAttribute('lang')).toBe('en');
  expect(root.querySelector('.document')?.getAttribute('dir')).toBe('ltr');
});

test('What is new begins with the newest version and leaves no raw Markdown', () => {
  const root = shown(versionsIn(readFileSync('CHANGELOG.md', 'utf8')));
  expect(root.querySelector(':scope > .document > :first-child')?.tagName).toBe('H3');
  expect(root.textContent).not.toMatch(/\*\*|\]|\[|^#/m);
  expect(root.textContent).toContain('Help.');
});
