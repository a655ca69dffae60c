import { afterEach, beforeEach } from 'vitest';
import type { Api } from '../../dev/fake-ibl/api.ts';
import { openStudy, type Study } from './worker-harness.ts';

/** The study of the running test. It is open in tests and in the hooks after `useStudy`. */
export let study: Study;
let server: Api | undefined;

/**
 * Opens a study before each test of the file or `describe`, and closes it after the test's other
 * hooks. `close` fails the test when a request or reply broke the official document.
 * @param shared as for `openStudy`
 */
export function useStudy(shared?: Api): void {
  beforeEach(async () => {
    server = shared;
    study = await openStudy(undefined, server);
  });
  afterEach(() => study.close());
}

/** Closes the study and opens a new one, for a test that needs several. */
export async function reopenStudy(): Promise<void> {
  study.close();
  study = await openStudy(undefined, server);
}
