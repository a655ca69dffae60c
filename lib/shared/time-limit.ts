/**
 * How long a page may take to answer (ms). A page that is busy, frozen or showing a dialog may
 * never answer.
 */
export const PAGE_PATIENCE = 2_000;
/** How long the browser itself may take for a call (ms). */
export const BROWSER_PATIENCE = 5_000;

/** How long reading or writing the storage may take (ms), even on a slow disk. */
export const STORE_PATIENCE = 20_000;

/** Thrown if there was no answer in time. What was asked for may still happen later. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/**
 * Returns the result of `ask`; rejects with NoAnswer after `ms`, or with what `ask` throws.
 * Browsers never finish some calls, and everything that waits for such a call would wait with it.
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
