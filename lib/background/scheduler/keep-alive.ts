import { browser } from '../../browser.ts';

/**
 * How often (ms) the worker is kept alive. Browsers stop a worker after 30 s without an event, even
 * while one of its requests is open.
 */
const PULSE = 10_000;

/** Keeps the worker alive while a job runs. */
export async function keepAlive<T>(job: () => Promise<T>): Promise<T> {
  pulse();
  const timer = setInterval(pulse, PULSE);
  try {
    return await job();
  } finally {
    clearInterval(timer);
  }
}

function pulse(): void {
  void browser.runtime.getPlatformInfo().catch(() => undefined);
}
