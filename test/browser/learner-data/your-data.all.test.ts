import { describe, expect } from 'vitest';
import { connect } from '../../../dev/browser/connect.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { saved } from '../../../dev/browser/page-files.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import {
  CHATS,
  choose,
  deleteIs,
  exportIs,
  exportSays,
  openOptions,
  options,
  replied,
  rows,
  useOptionsPage,
} from '../support/data-page.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { everything } from '../support/sites.ts';

const test = sessionTest();

/* An export and a delete that are stopped, closed or fail. Each waits for an alarm of the browser. */

useOptionsPage(test);

const begun = () => session.api.log.filter(({ path }) => path.includes('export-chat')).length;

describe('an export of chats with the mentor', () => {
  test('continues while the page is closed and the worker is stopped', async () => {
    session.api.seed.server({ exportPolls: 3, exportShape: 'sessions', exportItems: 4 });
    await press(options, 'Get my chats');
    await exportIs('waiting');
    await options.close();
    await session.driver.stopBackground();
    const stored = () => everything(session);
    await until(async () => (await stored()).includes('"step":"ready"'), 'the file');
    await openOptions();
    await exportIs('ready');
    expect((await saved(options, 'Save as JSON', CHATS)).text).toBe(replied());
    const [head] = rows((await saved(options, 'Save as a table (CSV)', CHATS)).text);
    expect(head?.[0]).toBe('session');
    await press(options, 'Remove it from this browser');
    await exportIs('none');
  });

  test('can be stopped, and found again without a second export', async () => {
    session.api.seed.server({ exportPolls: 2 });
    const before = begun();
    await press(options, 'Get my chats');
    await exportIs('waiting');
    await press(options, 'Stop');
    await exportIs('ended');
    await press(options, 'Check again');
    await exportIs('ready');
    expect(begun()).toBe(before + 1);
    await press(options, 'Remove it from this browser');
    await exportIs('none');
  });

  test('says in a clear sentence that the server failed five times', async () => {
    session.api.seed.server({ exportEnds: '500', exportPolls: 0 });
    await press(options, 'Get my chats');
    await exportIs('ended');
    expect(await exportSays()).toContain('could not make the file (error 500)');
    session.api.seed.server({ exportEnds: 'text' });
    await press(options, 'Check again');
    await exportIs('ready');
    const raw = await saved(options, 'Save the file');
    expect(raw.text).toBe(replied());
    expect(raw.name).toMatch(/\.csv$/);
    expect(await exportSays()).toContain('a different kind of file');
    await press(options, 'Remove it from this browser');
    await exportIs('none');
  });
});

describe('Delete everything', () => {
  test('continues while the page is closed and the worker is stopped, and Waypoint then works like new', async () => {
    const { api } = session;
    for (const n of [1, 2, 3, 4]) api.seed.edxMemory({ courseId: `course-v1:A+B+${n}`, data: n });
    api.faults.add({ method: 'DELETE', do: { kind: 'delay', ms: 1_500 } });
    const deletes = () => session.writes().filter((write) => write.startsWith('DELETE')).length;
    const before = deletes();
    await press(options, 'Delete everything…');
    await choose("What your school's server saved about your courses");
    await press(options, 'Delete now');
    await until(() => deletes() > before);
    await options.close();
    await session.driver.stopBackground();
    await until(
      async () => (await everything(session)).includes('"step":"over"'),
      'the end',
      180_000,
    );
    await openOptions();
    await until(async () =>
      (await textOf(options, 'erase')).includes('Everything you chose was deleted'),
    );
    await press(options, 'Close', '#data');
    api.faults.clear();
    await connect(options);
    await session.visit(unitAt(demonstration, 1));
    await until(session.says(demonstration, 1));
  });

  test('can be stopped while the server fails: it names what is left and deletes nothing in this browser', async () => {
    const { api } = session;
    await session.visit(unitAt(demonstration, 0));
    await until(session.says(demonstration, 0));
    const before = api.log.length;
    const deletes = () => api.log.slice(before).filter(({ method }) => method === 'DELETE');
    const ends = api.faults.add({
      method: 'DELETE',
      do: { kind: 'status', status: 503, ms: 1_000 },
    });
    await press(options, 'Delete everything…');
    await press(options, 'Delete now');
    await press(options, 'Stop', '#data');
    await deleteIs('over');
    expect(await textOf(options, 'erase-failed')).toContain('You stopped before');
    expect(await textOf(options, 'erase')).toContain('Nothing was deleted in this browser');
    // Every request that was sent before the click has its answer.
    await until(() => deletes().every(({ status }) => status !== null));
    ends();
    await press(options, 'Close', '#data');
    await deleteIs('none');
    expect(session.memories()).toHaveLength(1);
    await session.visit(unitAt(demonstration, 1));
    await until(session.says(demonstration, 1));
  });
});
