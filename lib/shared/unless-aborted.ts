/**
 * What comes of a promise, or a rejection with the signal's reason as soon as that aborts: nothing waits
 * for what does not heed it.
 */
export async function unless<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  // Nobody may be waiting for either.
  promise.catch(() => undefined);
  const end = () => {
    try {
      signal.throwIfAborted();
    } catch (reason) {
      reject(reason);
    }
  };
  signal.addEventListener('abort', end);
  try {
    signal.throwIfAborted();
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
