import { browser } from '../../lib/browser.ts';
import { withLimit } from '../../lib/shared/time-limit.ts';
import type { ReplyTo } from '../../lib/messages/replies.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';

/* What the screens ask besides stored items: the worker, and the browser about the screen. */

/** Sends a message to the worker. Rejects if the worker does not answer. */
export async function send<M extends OwnMessage>(message: M): Promise<ReplyTo<M>> {
  const answer: { reply: ReplyTo<M> } | undefined | null =
    await browser.runtime.sendMessage(message);
  if (!answer || !('reply' in answer)) throw new Error(`Nobody answered "${message.type}".`);
  return answer.reply;
}

/** Whether this page was opened in a tab, not as the popup. False if the browser does not say. */
export async function isInTab(): Promise<boolean> {
  const tab = await withLimit(() => browser.tabs.getCurrent()).catch(() => undefined);
  return tab !== undefined;
}

/** Returns the id of the tab in front of the learner; null if the browser does not say. */
export async function frontTab(): Promise<number | null> {
  const front = { active: true, lastFocusedWindow: true };
  const [tab] = await withLimit(() => browser.tabs.query(front)).catch(() => []);
  return tab?.id ?? null;
}

/**
 * Opens the options page in one tab, at a section.
 * @param hash the address of the section, such as `#school`; '' for the one of last time
 */
export async function openOptions(hash = ''): Promise<void> {
  if (hash !== '') {
    // The popup opens faster without this.
    const { optionsSection } = await import('../../lib/store/items/options-section.ts');
    await optionsSection.write({ hash, asked: true });
  }
  await browser.runtime.openOptionsPage();
}

/** Opens a page in a new tab. Returns the tab's id; null if the browser does not say. */
export async function openTab(url: string): Promise<number | null> {
  const tab = await browser.tabs.create({ url });
  return tab.id ?? null;
}

/** Brings the tab of this page in front of the learner. A browser that refuses leaves it where it is. */
export async function comeToFront(): Promise<void> {
  const tab = await withLimit(() => browser.tabs.getCurrent()).catch(() => undefined);
  if (tab?.id === undefined) return;
  const { id, windowId } = tab;
  const front = [
    browser.tabs.update(id, { active: true }),
    ...(windowId === undefined ? [] : [browser.windows.update(windowId, { focused: true })]),
  ];
  await Promise.allSettled(front);
}

/** Opens the options page and fills the names into its form. */
export async function openForm(names: Readonly<Record<string, string>>): Promise<void> {
  const url = browser.runtime.getURL(`/options.html?${new URLSearchParams(names)}#school`);
  await browser.tabs.create({ url });
}

export function version(): string {
  return browser.runtime.getManifest().version;
}
