import type { Made } from './answer.ts';
import { TRUSTED } from './trusted.ts';
// oxlint-disable-next-line import/default -- by this address Vite gives the built file's
import script from './table.worker.ts?worker&url';

/**
 * Longest wait for a table (ms). A history of 50 MB takes some seconds. A worker that ran out of
 * memory says nothing at all.
 */
const LONGEST = 60_000;

/** Makes a table of a history outside the page's own thread. Rejects if that fails midway. */
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

declare global {
  /**
   * Present if the browser has Trusted Types: a page then starts a script only from an address that
   * a policy gave out.
   */
  var trustedTypes: { createPolicy(name: string, rules: ScriptRule): ScriptRule } | undefined;
}
interface ScriptRule {
  createScriptURL(text: string): string;
}
let policy: ScriptRule | undefined;

/**
 * Returns the address of Waypoint's own script. The pages' one policy gives out no other address.
 */
function trustedScript(): string {
  policy ??= globalThis.trustedTypes?.createPolicy(TRUSTED, { createScriptURL: () => script });
  return policy?.createScriptURL('') ?? script;
}
