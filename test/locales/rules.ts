import type { Texts } from '../../dev/languages/texts.ts';

/* What makes a translated text fit the place of the English one. */

/** Texts that are the same in every language, because they are only the name of the product. */
const NAMES: ReadonlySet<string> = new Set([
  'extension_name',
  'badge_fine',
  'popup_title',
  'popup_tabs',
  'memory_waypoint',
]);

/** Texts that a language happens to write as English does. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  de: [
    'now_unitIn',
    'options_section_start',
    'file_server',
    'connection_server',
    'about_version',
    'pauses_title',
  ],
  es: ['ideas_open'],
  fr: [
    'now_pause',
    'instruction_profession_label',
    'sites_list',
    'sent_page',
    'about_version',
    'pauses_title',
  ],
  pt_BR: ['sites_list'],
};

/** Whether a text may be the English one, which otherwise means that nobody translated it. */
export const mayBeEnglish = (language: string, name: string): boolean =>
  NAMES.has(name) || (ALIKE[language]?.includes(name) ?? false);

/** Returns the places for values in a text, each once: `$1 $2`. */
export const valuesIn = (text: string): string =>
  [...new Set(text.match(/\$[1-9]/g))].toSorted().join(' ');

const FORM = /^(.+)_(zero|one|two|few|many|other)$/;

/** Returns the names of the English texts that have a form for one and for other numbers. */
export function countedIn(english: Texts): ReadonlySet<string> {
  const names = Object.keys(english).flatMap((name) => {
    const [, of = '', form] = FORM.exec(name) ?? [];
    return form === 'one' && `${of}_other` in english ? [of] : [];
  });
  return new Set(names);
}

/** Returns what a text is a form of, and of which numbers; null if it is no form. */
export function formNamed(
  name: string,
  counted: ReadonlySet<string>,
): { readonly of: string; readonly form: string } | null {
  const [, of = '', form = ''] = FORM.exec(name) ?? [];
  return counted.has(of) ? { of, form } : null;
}

export const formsOf = (tag: string): string[] =>
  new Intl.PluralRules(tag).resolvedOptions().pluralCategories;

/** Returns whether a form is for several whole numbers, so that its text has to say which. */
function isForSeveral(tag: string, form: string): boolean {
  const rules = new Intl.PluralRules(tag);
  const numbers = Array.from({ length: 1001 }, (_, n) => n).concat(1_000_000);
  return numbers.filter((n) => rules.select(n) === form).length > 1;
}

/** Returns what is wrong with a form: a value is missing, or one is there that English lacks. */
export function faultsOfForm(name: string, form: string, texts: Texts, english: Texts): string[] {
  const text = texts[`${name}_${form}`] ?? '';
  const all = valuesIn(english[`${name}_other`] ?? '').split(' ');
  const has = new Set(valuesIn(text).split(' '));
  // English says "the place" for one, if a text is never about none.
  const isPlain = form === 'one' && !(english[`${name}_one`] ?? '').includes('$1');
  const mayLack = isPlain || !isForSeveral(texts['language'] ?? '', form) ? ['$1'] : [];
  const lacks = all.filter((value) => !has.has(value) && !mayLack.includes(value));
  const more = [...has].filter((value) => !all.includes(value) && value !== '');
  return [...lacks, ...more].map((value) => `${name}_${form}: ${value}`);
}
