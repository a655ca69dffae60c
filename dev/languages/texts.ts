import { readdirSync } from 'node:fs';
import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';

/* The texts of the screens, language by language, as the browser gets them. */

export const FOLDER = 'components/locales';

/** Each text by the name under which a browser knows it, such as `now_saved`. */
export type Texts = Readonly<Record<string, string>>;

/** The languages that have a file, named as browsers name their folders: `en`, `pt_BR`. */
export const LANGUAGES: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => name.slice(0, -'.yml'.length))
  .toSorted();

export const OTHERS: readonly string[] = LANGUAGES.filter((language) => language !== 'en');

/** Returns what a language's file has. */
export async function textsOf(language: string): Promise<Texts> {
  const parsed = await parseMessagesFile(`${FOLDER}/${language}.yml`);
  const messages = JSON.parse(generateChromeMessagesText(parsed)) as Record<
    string,
    { readonly message: string }
  >;
  return Object.fromEntries(Object.entries(messages).map(([name, { message }]) => [name, message]));
}

/** Returns what a browser shows in a language: the English text where one is missing. */
export const shownIn = async (language: string): Promise<Texts> => ({
  ...(await textsOf('en')),
  ...(await textsOf(language)),
});
