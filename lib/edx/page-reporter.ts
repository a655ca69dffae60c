import { pageAddress } from './read-page.ts';
import { watch, type Watching } from './watch-page.ts';
import type { Report } from './place.ts';

/** What the page's script says. Each is answered with `read` (go on) or `rest` (read nothing). */
export type PageMessage =
  | { readonly type: 'page/hello' }
  | { readonly type: 'page/report'; readonly report: Report };

/** What the page says when it is asked; report is null while it is not settled. */
export interface Answer {
  readonly at: string;
  readonly report: Report | null;
}

/** The rest of the extension, as the page's script sees it. */
export interface Background {
  /** Rejects, or answers with anything else than an order, when nobody was there. */
  send(message: PageMessage): Promise<unknown>;
  /** Hears messages; what the listener gives back is the answer. Gives a function that stops it. */
  listen(heard: (message: unknown) => Answer | null): () => void;
  /** False after the extension was updated or removed: this copy of the script is alone then. */
  alive(): boolean;
}

/** How long a background that is only just starting gets before a message is sent once more. */
const ONCE_MORE = 1_000;

/**
 * Follows one page: reads it while the background wants that, and tells it where the learner is.
 * Says nothing on the console, also when the extension is gone. Gives a function that ends it all.
 */
export function follow(page: Window & typeof globalThis, background: Background): () => void {
  const ending = new AbortController();
  let watching: Watching | null = null;
  /** Counts what was said and heard: an answer counts only if nothing came after it. */
  let turn = 0;
  let timer: number | undefined;

  function obey(order: unknown): boolean {
    if (order === 'read')
      watching ??= watch(page, (report) => say({ type: 'page/report', report }));
    else if (order === 'rest') rest();
    return order === 'read' || order === 'rest';
  }

  function rest(): void {
    watching?.end();
    watching = null;
  }

  function say(message: PageMessage): void {
    // A message that waits to be sent again is older.
    page.clearTimeout(timer);
    turn += 1;
    void attempt(message, turn, true);
  }

  async function attempt(message: PageMessage, mine: number, again: boolean): Promise<void> {
    let answer: unknown;
    try {
      answer = await background.send(message);
    } catch {
      // Not there yet, or gone for good.
    }
    if (!background.alive()) return end();
    if (ending.signal.aborted || mine !== turn || obey(answer) || !again) return;
    timer = page.setTimeout(() => void attempt(message, mine, false), ONCE_MORE);
  }

  function heard(message: unknown): Answer | null {
    const type = typeof message === 'object' && message && 'type' in message ? message.type : null;
    if (type === 'page/read' || type === 'page/rest') {
      turn += 1;
      rest();
      obey(type.slice('page/'.length));
    }
    return type === 'page/ask' && watching
      ? { at: pageAddress(page), report: watching.now() }
      : null;
  }

  function end(): void {
    ending.abort();
    page.clearTimeout(timer);
    rest();
    silence();
  }

  const hello = (): void => say({ type: 'page/hello' });
  const silence = background.listen(heard);
  // While the page was in the back-forward cache it heard nothing.
  const shown = (event: Event): void => {
    if (!watching && 'persisted' in event && event.persisted === true) hello();
  };
  const { signal } = ending;
  page.addEventListener('pageshow', shown, { signal });
  // A page that is loaded ahead is no tab's, and nobody looks at it: it is answered by nobody.
  const document: Document & { readonly prerendering?: boolean } = page.document;
  if (document.prerendering) document.addEventListener('prerenderingchange', hello, { signal });
  else hello();
  return end;
}
