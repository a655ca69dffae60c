import { type Browser, type CDPSession, type Target, TargetType } from 'puppeteer-core';
import { asJson, readAnswer } from './answers.ts';
import { until } from './page-actions.ts';

/** The service worker of the extension with this origin. */
export class ChromiumWorker {
  readonly #browser: Browser;
  readonly #origin: string;

  constructor(browser: Browser, origin: string) {
    this.#browser = browser;
    this.#origin = origin;
  }

  #target(): Target | undefined {
    return this.#browser
      .targets()
      .find(
        (t) => t.type() === TargetType.SERVICE_WORKER && t.url().startsWith(`${this.#origin}/`),
      );
  }

  runs(): boolean {
    return this.#target() !== undefined;
  }

  /** Calls `use` with a session of a page, through which workers are started and stopped. */
  async #throughPage(use: (session: CDPSession) => Promise<void>): Promise<void> {
    const pages = await this.#browser.pages();
    const page = pages[0] ?? (await this.#browser.newPage({ background: true }));
    const session = await page.createCDPSession();
    try {
      await session.send('ServiceWorker.enable');
      await use(session);
    } finally {
      await session.detach();
    }
  }

  stop(): Promise<void> {
    return this.#throughPage(async (session) => {
      await session.send('ServiceWorker.stopAllWorkers');
      await until(() => !this.#target(), 'the service worker to stop');
    });
  }

  /**
   * Returns the value of an expression (awaited) in the worker, as JSON carries it. Starts the
   * worker if it does not run.
   */
  async ask<T>(code: string): Promise<T> {
    if (!this.#target()) {
      await this.#throughPage(async (session) => {
        await session.send('ServiceWorker.startWorker', { scopeURL: `${this.#origin}/` });
        await until(() => this.#target() !== undefined, 'the service worker to start');
      });
    }
    // Attaches only for a moment, because a worker with a debugger never becomes idle.
    const session = await this.#target()?.createCDPSession();
    if (!session) throw new Error('The service worker stopped again before it could be asked.');
    const evaluate = (expression: string) =>
      session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    try {
      // A worker that was just started may not have its APIs yet.
      const hasApis = async () => (await evaluate(`typeof chrome === 'object'`)).result.value;
      await until(async () => (await hasApis()) === true, 'the service worker to have its APIs');
      return readAnswer<T>((await evaluate(asJson(code))).result.value).value;
    } finally {
      await session.detach().catch(() => {});
    }
  }
}
