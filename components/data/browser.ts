import { browser } from '../../lib/browser.ts';
import { withLimit } from '../../lib/shared/time-limit.ts';
import type { ReplyTo } from '../../lib/messages/replies.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';

/* What the screens may ask, beside what is stored: the background, and the browser about themselves. */

/** Sends a message to the background. Rejects when nobody answers it. */
export async function send<M extends OwnMessage>(message: M): Promise<ReplyTo<M>> {
  const answer: { reply: ReplyTo<M> } | undefined | null =
    await browser.runtime.sendMessage(message);
  if (!answer || !('reply' in answer)) throw new Error(`Nobody answered "${message.type}".`);
  return answer.reply;
}

/** Whether this page was opened in a tab, and not as the popup over one. A browser that does not say means no. */
export async function isInTab(): Promise<boolean> {
  const tab = await withLimit(() => browser.tabs.getCurrent()).catch(() => undefined);
  return tab !== undefined;
}

/** The tab in front of the learner; null where the browser does not say. */
export async function frontTab(): Promise<number | null> {
  const front = { active: true, lastFocusedWindow: true };
  const [tab] = await withLimit(() => browser.tabs.query(front)).catch(() => []);
  return tab?.id ?? null;
}

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

/** Opens the options page with names for its form. */
export async function openForm(names: Readonly<Record<string, string>>): Promise<void> {
  const url = browser.runtime.getURL(`/options.html?${new URLSearchParams(names)}#connection`);
  await browser.tabs.create({ url });
}

export function version(): string {
  return browser.runtime.getManifest().version;
}

/** The direction in which the browser's own language is written. */
export function uiDirection(): 'ltr' | 'rtl' {
  return browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
}
