import type { Runtime } from 'webextension-polyfill';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { follow } from '../lib/edx/page-reporter.ts';
import { SITE_HOSTS } from '../lib/edx/hosts.ts';
import type { PageAnswer, PageMessage } from '../lib/messages/content-script.ts';

/** Both browsers answer with promises here: no polyfill in the pages of others. */
interface Native {
  readonly runtime?: Runtime.Static;
}
/** Where a copy of this script leaves what ends it, for the next one. */
const END = Symbol.for('waypoint.end');

declare global {
  var browser: Native | undefined;
  var chrome: Native | undefined;
  interface Window {
    [END]?: () => void;
  }
}

/** Asked for anew each time: it is gone after the extension was updated or removed. */
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
