import type { Browser } from 'puppeteer-core';
import { z } from 'zod';
import { asJson, readAnswer } from './answers.ts';

/** The WebDriver BiDi connection that puppeteer's Firefox browser holds. */
interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

const Tree = z.object({ contexts: z.array(z.object({ context: z.string() })) });

const Evaluated = z.discriminatedUnion('type', [
  z.object({ type: z.literal('success'), result: z.object({ value: z.string().optional() }) }),
  z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
]);

function isConnection(value: unknown): value is Connection {
  return typeof value === 'object' && value !== null && 'send' in value;
}

function connectionOf(browser: Browser): Connection {
  const connection: unknown = Reflect.get(browser, 'connection');
  if (isConnection(connection)) return connection;
  throw new Error('This version of puppeteer keeps its BiDi connection elsewhere.');
}

/**
 * Runs code in the browser's own window, with the browser's own rights. Firefox allows that only
 * with `--remote-allow-system-access`. It is the only way to stop an event page, or to ask it
 * something, without opening a tab beside the learner's.
 */
export class FirefoxChrome {
  readonly #connection: Connection;

  constructor(browser: Browser) {
    this.#connection = connectionOf(browser);
  }

  async evaluate<T>(code: string): Promise<T> {
    const tree = await this.#connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const context = Tree.parse(tree.result).contexts[0]?.context;
    const answer = await this.#connection.send('script.evaluate', {
      expression: asJson(code),
      target: { context },
      awaitPromise: true,
    });
    const evaluated = Evaluated.parse(answer.result);
    if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
    return readAnswer<T>(evaluated.result.value).value;
  }

  /**
   * Sets the language of the browser. Call this before the extension is installed, because the
   * extension reads its language when it starts.
   */
  async setLanguage(tag: string): Promise<void> {
    const tags = JSON.stringify([tag, 'en-US']);
    await this.evaluate(
      `Services.locale.availableLocales = ${tags}, Services.locale.requestedLocales = ${tags}, null`,
    );
  }

  /**
   * Waits for a tab with this address, which BiDi does not report, and closes it. The last tab is
   * emptied instead.
   */
  async putAwayTab(url: string): Promise<void> {
    await this.evaluate(`(async () => {
      const windows = () => [...Services.wm.getEnumerator('navigator:browser')];
      const find = () => windows().flatMap((one) => [...one.gBrowser.tabs]).find((one) => {
        const { currentURI, webProgress } = one.linkedBrowser;
        return currentURI.spec === ${JSON.stringify(url)} && !webProgress.isLoadingDocument;
      });
      while (!find()) await new Promise((done) => windows()[0].setTimeout(done, 50));
      const tab = find();
      const { gBrowser } = tab.ownerDocument.defaultView;
      if (gBrowser.tabs.length > 1) return gBrowser.removeTab(tab), null;
      tab.linkedBrowser.fixupAndLoadURIString('about:blank', {
        triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
      });
      while (find()) await new Promise((done) => windows()[0].setTimeout(done, 50));
      return null;
    })()`);
  }

  backgroundState(id: string): Promise<string> {
    return this.evaluate(`${policy(id)}.extension.backgroundState`);
  }

  async stopBackground(id: string): Promise<void> {
    // Stops the event page as if it were idle, but at once, whatever it still waits for. The state
    // is read right then, because the next message from a page wakes the event page again.
    const how = '{ ignoreDevToolsAttached: true, disableResetIdleForTest: true }';
    const state = await this.evaluate<string>(`(async () => {
      const { extension } = ${policy(id)};
      await extension.terminateBackground(${how});
      return extension.backgroundState;
    })()`);
    if (state !== 'stopped') throw new Error(`The event page is ${state} after it was stopped.`);
  }

  async inBackground<T>(id: string, code: string): Promise<T> {
    return await this.#inView<T>(id, code, 'background');
  }

  /** Clicks the extension's toolbar icon over the tab in front, and waits for the popup. */
  async openPopup(id: string): Promise<void> {
    await this.evaluate(`(async () => {
      const { extension } = ${policy(id)};
      const { ExtensionParent } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionParent.sys.mjs');
      const { browserActionFor } = ExtensionParent.apiManager.global;
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      const rest = () => new Promise((done) => window.setTimeout(done, 50));
      const view = () => [...extension.views].find((one) => one.viewType === 'popup');
      // A window that gets the focus only then would close it again.
      window.focus();
      while (Services.focus.activeWindow !== window) await rest();
      browserActionFor(extension).triggerAction(window);
      // What is asked of it before its page is there is never answered.
      while (!view()?.xulBrowser?.currentURI.spec.includes('popup.html')
        || view().xulBrowser.webProgress.isLoadingDocument) await rest();
      return null;
    })()`);
  }

  async closePopup(id: string): Promise<void> {
    await this.evaluate(`(async () => {
      const { extension } = ${policy(id)};
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      const popup = () => [...extension.views].find((one) => one.viewType === 'popup');
      while (popup()) {
        popup().xulBrowser?.closest('panel')?.hidePopup();
        await new Promise((done) => window.setTimeout(done, 50));
      }
      return null;
    })()`);
  }

  /** Returns the value of an expression (awaited) in the popup that `openPopup` opened. */
  async inPopup<T>(id: string, code: string): Promise<T> {
    return await this.#inView<T>(id, code, 'popup');
  }

  /** Returns the value of an expression (awaited) in a page of the extension in a tab. */
  async inTab<T>(id: string, code: string): Promise<T> {
    return await this.#inView<T>(id, code, 'tab');
  }

  /**
   * Presses a button in the popup with the browser's own rights: a press by a page's script is no
   * user gesture.
   */
  async pressInPopup(id: string, selector: string): Promise<void> {
    const press = `content.document.querySelector(${JSON.stringify(selector)}).click()`;
    await this.evaluate(`(async () => {
      const { extension } = ${policy(id)};
      const view = [...extension.views].find((one) => one.viewType === 'popup');
      view.xulBrowser.messageManager.loadFrameScript(
        'data:;charset=utf-8,' + encodeURIComponent(${JSON.stringify(press)}), false);
      return null;
    })()`);
  }

  /**
   * Asks a view of the extension. The view runs in another process, so a frame script carries the
   * question there and the answer back.
   */
  async #inView<T>(id: string, code: string, view: 'background' | 'popup' | 'tab'): Promise<T> {
    const inside = `(async () => {
      const box = new Cu.Sandbox(content, {
        sandboxPrototype: content, sameZoneAs: content, wantXrays: false,
      });
      const answer = await Cu.evalInSandbox(${JSON.stringify(asJson(code))}, box);
      sendAsyncMessage('waypoint:answer', answer);
    })()`;
    const answer = await this.evaluate<string>(`(async () => {
      const { extension } = ${policy(id)};
      if (${view === 'background'}) await extension.wakeupBackground();
      const view = [...extension.views].find((one) => one.viewType === '${view}');
      const { messageManager } = view.xulBrowser;
      return new Promise((resolve) => {
        messageManager.addMessageListener('waypoint:answer', function listen({ data }) {
          messageManager.removeMessageListener('waypoint:answer', listen);
          resolve(data);
        });
        messageManager.loadFrameScript(
          'data:;charset=utf-8,' + encodeURIComponent(${JSON.stringify(inside)}), false);
      });
    })()`);
    return readAnswer<T>(answer).value;
  }
}

function policy(id: string): string {
  return `WebExtensionPolicy.getByID(${JSON.stringify(id)})`;
}
