import type { Runtime } from 'webextension-polyfill';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { follow } from '../lib/edx/page-reporter.ts';
import { SITE_HOSTS } from '../lib/edx/hosts.ts';
import type { PageAnswer, PageMessage } from '../lib/messages/content-script.ts';

/** The browser's own API, which returns promises. Course pages therefore load no polyfill. */
interface Native {
  readonly runtime?: Runtime.Static;
}
/** The key under which a copy of this script leaves its end function for the next copy. */
const END = Symbol.for('waypoint.end');

declare global {
  var browser: Native | undefined;
  var chrome: Native | undefined;
  interface Window {
    [END]?: () => void;
  }
}

/**
 * Returns the extension's runtime. Call it each time, because the runtime is gone after the
 * extension was updated or removed.
 */
function native(): Runtime.Static | undefined {
  return (globalThis.browser ?? globalThis.chrome)?.runtime;
}

export default defineContentScript({
  matches: SITE_HOSTS.map((host) => `https://${host}/*`),
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main() {
    window[END]?.();
    window[END] = follow(window, {
      send: async (message: PageMessage) => native()?.sendMessage(message),
      listen(heard: (message: unknown) => PageAnswer) {
        const listener = (message: unknown, _: unknown, answer: (say: unknown) => void): true => {
          answer(heard(message));
          return true;
        };
        native()?.onMessage.addListener(listener);
        return () => native()?.onMessage.removeListener(listener);
      },
      alive: () => native()?.id !== undefined,
    });
  },
});
