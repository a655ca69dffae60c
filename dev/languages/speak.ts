import type { Page } from 'puppeteer-core';
import { directionOf } from '../../components/ui/words/direction.ts';
import type { Texts } from './texts.ts';

/** The build in which the language of a page can be changed: see dev/bundle/switchable-i18n.ts. */
export const SWITCHABLE = '.output/chrome-mv3-languages';
export const SWITCHABLE_BUILD = 'wxt build --mode languages';

/**
 * Shows a page of the switchable build in other texts while `look` looks at it, and then in
 * English again, so that whoever plays the scene finds the buttons by their English names.
 */
export async function speaking(page: Page, texts: Texts, look: () => Promise<void>): Promise<void> {
  await page.evaluate(
    speak,
    texts,
    texts['language'] ?? 'en',
    directionOf(texts['common_loading'] ?? ''),
  );
  await look();
  await page.evaluate(speak, null, 'en', 'ltr');
}

/** Runs in the page. Resolves when the page shows the texts. */
async function speak(texts: Texts | null, language: string, dir: string): Promise<void> {
  const root = document.documentElement;
  Object.assign(root, { lang: language, dir });
  (Reflect.get(globalThis, 'speak') as (texts: Texts | null) => void)(texts);
  await new Promise((done) => setTimeout(done, 100));
}
