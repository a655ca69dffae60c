import { inject, test as base } from 'vitest';
import { demoHosts } from '../../../dev/fake-network/demo-network.ts';
import { resetFreshCourses } from './fresh-course.ts';
import { reportFailure } from './report-failure.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';
import { copyBuild } from './sites.ts';

/**
 * The session of the test file, for its tests and helpers. It is open in tests and in
 * `test.beforeAll`.
 */
export let session: Session;

const CONNECTED: SessionOptions = {};

/**
 * Returns the `test` of one file. It runs a test in the session of its file, which opens before the
 * first test or hook of the file and closes after the last one. `close` then checks the requests, so
 * no test has to. A file that needs another session overrides `sessionOptions`. No other file sees
 * that, because each file makes its own `test`.
 */
export function sessionTest() {
  resetFreshCourses();
  const test = base
    .extend('kind', { scope: 'file' }, inject('kind'))
    /** A copy of the build that the file may change. */
    .extend('build', { scope: 'file' }, async ({ kind }, { onCleanup }) => {
      const build = await copyBuild(kind);
      onCleanup(() => build.remove());
      return build;
    })
    .extend('sessionOptions', { scope: 'file' }, CONNECTED)
    .extend('session', { scope: 'file', auto: true }, async ({ sessionOptions }, { onCleanup }) => {
      session = await openSession(sessionOptions);
      onCleanup(() => session.close());
      return session;
    });

  // Opens the session in a hook, so that a failure skips the tests instead of repeating in each one.
  test.beforeAll(() => undefined);
  test.beforeEach(({ session: open, task, onTestFailed }) => {
    onTestFailed(() => reportFailure(open, task.name));
  });
  return test;
}

/**
 * Makes the browser and the API as they were before anybody connected. The worker stops first, so
 * nothing that the test before left waiting is sent later.
 */
export async function forgetAll(): Promise<void> {
  await session.driver.reset(Object.keys(demoHosts(session.api)));
  session.api.reset();
}

export type SessionTest = ReturnType<typeof sessionTest>;
