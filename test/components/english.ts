import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Makes the fake browser return the real English texts, with values filled in as a browser does. */
export async function speakEnglish(): Promise<void> {
  const parsed = await parseMessagesFile('components/locales/en.yml');
  const texts = JSON.parse(generateChromeMessagesText(parsed)) as Record<
    string,
    { message: string }
  >;
  speak((key) => texts[key]?.message ?? '');
}

/** Makes the fake browser return the texts of a language of the test's own; '' for all others. */
export const speakWith = (texts: Readonly<Record<string, string>>): void =>
  speak((key) => texts[key] ?? '');

function speak(textOf: (key: string) => string): void {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key, values = []) => {
    const list = [values].flat();
    return textOf(key).replaceAll(/\$([1-9])/g, (_, n: string) =>
      String(list[Number(n) - 1] ?? ''),
    );
  });
}
