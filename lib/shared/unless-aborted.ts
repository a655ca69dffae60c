/**
 * Settles as the promise does, or rejects with the signal's reason as soon as the signal aborts.
 * The caller then does not wait for work that ignores the signal.
 */
export async function unless<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  // Prevents an unhandled rejection when nobody waits for the promise any more.
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
