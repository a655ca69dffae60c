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
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key, values = []) => {
    const list = [values].flat();
    const text = texts[key]?.message ?? '';
    return text.replaceAll(/\$([1-9])/g, (_, n: string) => String(list[Number(n) - 1] ?? ''));
  });
}
