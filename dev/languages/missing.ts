import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { OTHERS, textsOf } from './texts.ts';

/*
 * Lists the texts and documents that a language does not have yet, and shows in English. With
 * `--release`, exits with 1 if there are any.
 */

/** The documents that the extension shows. */
const DOCUMENTS = ['permissions', 'privacy', 'unknown'];
/** The forms of a text about a number. Which of them a language has, its tests say. */
const FORM = /_(?:zero|one|two|few|many|other)$/;

const english = await textsOf('en');

/** Returns what a language lacks. Of a text about a number, a language has its own forms. */
async function missingIn(language: string): Promise<string[]> {
  const texts = await textsOf(language);
  const roots = new Set(Object.keys(texts).map((name) => name.replace(FORM, '')));
  const has = (name: string): boolean => {
    const root = name.replace(FORM, '');
    return name in texts || (`${root}_other` in english && roots.has(root));
  };
  const lacks = Object.keys(english).filter((name) => !has(name));
  const documents = DOCUMENTS.map((name) => `docs/translated/${language}/${name}.md`);
  return [...lacks, ...documents.filter((path) => !existsSync(path))];
}

const { values } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
let missing = 0;
for (const language of OTHERS) {
  const lacks = await missingIn(language);
  missing += lacks.length;
  if (lacks.length > 0) console.warn(`${language} shows in English: ${lacks.join(', ')}`);
}
if (missing > 0) console.warn(`${missing} translations are missing. A release needs them all.`);
process.exitCode = values.release && missing > 0 ? 1 : 0;
