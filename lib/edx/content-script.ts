import type { FrontEnd } from './front-end.ts';
import { follow, type PageMessage } from './page-reporter.ts';

type Listener = (message: unknown, sender: unknown, answer: (say: unknown) => void) => true;

/** The browser's own API, which returns promises. Course pages therefore load no polyfill. */
interface Native {
  readonly runtime?: {
    /** Undefined after the extension was updated or removed. */
    readonly id?: string;
    readonly onMessage: Record<'addListener' | 'removeListener', (listener: Listener) => void>;
    sendMessage(message: PageMessage): Promise<unknown>;
  };
}
/** The key under which a copy of a script leaves its end function for the next copy. */
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
function native(): Native['runtime'] {
  return (globalThis.browser ?? globalThis.chrome)?.runtime;
}

/** Reads this page as a page of a front end, in place of an older copy of the script. */
export function start(frontEnd: FrontEnd): void {
  window[END]?.();
  window[END] = follow(window, frontEnd, {
    send: async (message) => native()?.sendMessage(message),
    listen(heard) {
      const listener: Listener = (message, _, answer) => {
        answer(heard(message));
        return true;
      };
      native()?.onMessage.addListener(listener);
      return () => native()?.onMessage.removeListener(listener);
    },
    alive: () => native()?.id !== undefined,
  });
}
