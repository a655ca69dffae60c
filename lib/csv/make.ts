import type { Made } from './messages.ts';
import { TRUSTED } from './trusted.ts';
import script from './worker.ts?worker&url';

/** A history of 50 MB takes some seconds. A worker that ran out of memory says nothing at all. */
const LONGEST = 60_000;

/** Makes a table of a history away from the page's own thread; rejects when that ends in the middle. */
export async function makeTable(file: Blob): Promise<Made> {
  const worker = new Worker(trustedScript(), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Made>((done, fail) => {
      timer = setTimeout(() => fail(new Error('The table took too long.')), LONGEST);
      worker.addEventListener('messageerror', () => fail(new Error('The table did not come.')));
      worker.addEventListener('message', ({ data }: MessageEvent<Made>) => done(data));
      worker.addEventListener('error', ({ message }) => fail(new Error(message)));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage(file);
    });
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

/** What a browser with Trusted Types has: it lets a page start no script but by a policy. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): Policy;
}
interface Policy {
  createScriptURL(text: string): string;
}
let policy: Policy | undefined;

/** The address of our own script, and of no other: that is all that the pages' one policy gives out. */
function trustedScript(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy(TRUSTED, { createScriptURL: () => script });
  return policy?.createScriptURL('') ?? script;
}
