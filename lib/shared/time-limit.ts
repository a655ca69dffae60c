/** How long a page may take to answer (ms): one that is busy, frozen or asks something may never do it. */
export const PAGE_PATIENCE = 2_000;
/** How long the browser itself may take to carry out a call (ms). */
export const BROWSER_PATIENCE = 5_000;

/** How long a read or write of what is stored may take (ms), also of a slow disk. */
export const STORE_PATIENCE = 20_000;

/** There was no answer in time. What was asked for may still be done later. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/**
 * Asks, and rejects with NoAnswer after `ms`. What throws rejects too. Browsers leave some calls open for
 * ever: everything that waits for one would wait with it.
 */
export async function withLimit<T>(ask: () => Promise<T>, ms = BROWSER_PATIENCE): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`No answer in ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
