import type { FrontEnd } from './front-end.ts';
import { watch, type Watching } from './watch-page.ts';
import type { Report } from './place.ts';

/**
 * Messages of the page's script. The background answers each with `read` (go on) or `rest` (read
 * nothing).
 */
export type PageMessage =
  | { readonly type: 'page/hello' }
  | { readonly type: 'page/report'; readonly report: Report };

/** The page's answer when it is asked. `report` is null while the page is not settled. */
export interface Answer {
  readonly at: string;
  readonly report: Report | null;
}

/** The rest of the extension, as the page's script sees it. */
export interface Background {
  /**
   * Sends a message. Rejects, or gives something other than `read` or `rest`, if nobody was there
   * to answer.
   */
  send(message: PageMessage): Promise<unknown>;
  /**
   * Listens for messages; what the listener returns is the answer. Returns a function that stops
   * it.
   */
  listen(heard: (message: unknown) => Answer | null): () => void;
  /** False after the extension was updated or removed: this copy of the script then works alone. */
  alive(): boolean;
}

/** How long (ms) a background that is just starting gets before a message is sent once more. */
const ONCE_MORE = 1_000;

/**
 * Reads one page while the background wants that, and reports where the learner is. Writes nothing
 * to the console, even when the extension is gone. Returns a function that stops everything.
 */
export function follow(
  page: Window & typeof globalThis,
  frontEnd: FrontEnd,
  background: Background,
): () => void {
  const ending = new AbortController();
  let watching: Watching | null = null;
  /**
   * Counts messages in both directions. An answer counts only if no other message came after its
   * question.
   */
  let turn = 0;
  let timer: number | undefined;

  function obey(order: unknown): boolean {
    if (order === 'read')
      watching ??= watch(page, frontEnd, (report) => say({ type: 'page/report', report }));
    else if (order === 'rest') rest();
    return order === 'read' || order === 'rest';
  }

  function rest(): void {
    watching?.end();
    watching = null;
  }

  function say(message: PageMessage): void {
    // A retry that still waits is of an older message.
    page.clearTimeout(timer);
    turn += 1;
    void attempt(message, turn, true);
  }

  async function attempt(message: PageMessage, mine: number, again: boolean): Promise<void> {
    let answer: unknown;
    try {
      answer = await background.send(message);
    } catch {
      // The background is not there yet, or is gone for good.
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
      ? { at: frontEnd(page).at, report: watching.now() }
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
  // A page in the back-forward cache receives no messages.
  const shown = (event: Event): void => {
    if (!watching && 'persisted' in event && event.persisted === true) hello();
  };
  const { signal } = ending;
  page.addEventListener('pageshow', shown, { signal });
  // A prerendered page belongs to no tab and nobody looks at it, so the background would not
  // answer. Such a page says hello when it is shown.
  const document: Document & { readonly prerendering?: boolean } = page.document;
  if (document.prerendering) document.addEventListener('prerenderingchange', hello, { signal });
  else hello();
  return end;
}
