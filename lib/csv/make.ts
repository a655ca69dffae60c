import type { Made } from './messages.ts';

/** Makes a table of a history away from the page's own thread; rejects when that ends in the middle. */
export async function makeTable(file: Blob): Promise<Made> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<Made>((done, fail) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Made>) => done(data));
      worker.addEventListener('error', ({ message }) => fail(new Error(message)));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage(file);
    });
  } finally {
    worker.terminate();
  }
}
