import Papa from 'papaparse';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { DEMO_KEY, DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { connect, connectNight } from '../../../dev/browser/connect.ts';
import { press, textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { saved } from '../../../dev/browser/page-files.ts';
import { CAMPUS, demonstration, plainCourses, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { API_HOST } from '../support/session.ts';
import { session, test } from '../support/session-test.ts';
import { everything, isListed, registered } from '../support/sites.ts';

let options: Page;

test.override('sessionOptions', async ({ kind, build }) => {
  if (kind !== DIFFERENCES.permissionIsGranted) await build.allow(CAMPUS.learning);
  return { extension: build.folder };
});
test.beforeEach(async () => {
  options = await session.driver.openOptions();
  await options.bringToFront();
});
test.afterEach(async () => {
  session.api.faults.clear();
  session.api.seed.server({
    exportPolls: 1,
    exportEnds: 'history',
    exportShape: 'list',
    exportItems: 3,
  });
  await options.close();
});

const step = (page: Page) =>
  page.evaluate(
    () => document.querySelector<HTMLElement>('[data-testid=chat-export]')?.dataset['step'],
  );
const isAt = (wanted: string, page = options) =>
  until(async () => (await step(page)) === wanted, `the export to be ${wanted}`, 120_000);
const reply = () => session.api.log.findLast(({ path }) => path.includes('downloads/'))?.reply;
const said = () => textOf(options, 'chat-export');
const begun = () => session.api.log.filter(({ path }) => path.includes('export-chat')).length;
/** Parses a table the way Excel opens it: by its byte order mark and its tabs. */
const rows = (csv: string) => {
  expect(csv.charAt(0)).toBe('\uFEFF');
  return Papa.parse<string[]>(csv.slice(1), { delimiter: '\t', skipEmptyLines: true }).data;
};
const CHATS = '[aria-labelledby=data-chats]';
const ALL = '[aria-labelledby=data-all]';

describe('an export of chats with the mentor', () => {
  test('is saved as JSON, byte for byte, and as CSV without cells that run as formulas', async () => {
    session.api.seed.server({ exportItems: 5 });
    await press(options, 'Get my chats');
    await isAt('ready');
    const json = await saved(options, 'Save as JSON', CHATS);
    expect(json.text).toBe(reply());
    expect(json.name).toMatch(/^chats-demo-university-\d{4}-\d\d-\d\d\.json$/);
    const csv = await saved(options, 'Save as CSV', CHATS);
    expect(csv.name).toMatch(/\.csv$/);
    const [head, ...lines] = rows(csv.text);
    expect(head).toEqual(['timestamp', 'type', 'content', 'tokens']);
    expect(lines).toHaveLength(5);
    expect(lines[2]?.[2]).toBe("'=1+1 is two, and what is -1, then?");
    expect(await said()).toContain('5 messages');
    await until(async () => (await said()).includes('for an hour'));
    await press(options, 'Remove it from this browser');
    await isAt('none');
  });

  test('continues while the page is closed and the worker is stopped', async () => {
    session.api.seed.server({ exportPolls: 3, exportShape: 'sessions', exportItems: 4 });
    await press(options, 'Get my chats');
    await isAt('waiting');
    await options.close();
    await session.driver.stopBackground();
    const stored = () => everything(session);
    await until(async () => (await stored()).includes('"step":"ready"'), 'the file', 120_000);
    options = await session.driver.openOptions();
    await isAt('ready');
    expect((await saved(options, 'Save as JSON', CHATS)).text).toBe(reply());
    const [head] = rows((await saved(options, 'Save as CSV', CHATS)).text);
    expect(head?.[0]).toBe('session');
    await press(options, 'Remove it from this browser');
    await isAt('none');
  });

  test('can be stopped, and found again without a second export', async () => {
    session.api.seed.server({ exportPolls: 2 });
    const before = begun();
    await press(options, 'Get my chats');
    await isAt('waiting');
    await press(options, 'Stop');
    await isAt('ended');
    await press(options, 'Look again');
    await isAt('ready');
    expect(begun()).toBe(before + 1);
    await press(options, 'Remove it from this browser');
    await isAt('none');
  });

  test('says in a clear sentence that the server failed five times', async () => {
    session.api.seed.server({ exportEnds: '500', exportPolls: 0 });
    await press(options, 'Get my chats');
    await isAt('ended');
    expect(await said()).toContain('could not build the file (500)');
    session.api.seed.server({ exportEnds: 'text' });
    await press(options, 'Look again');
    await isAt('ready');
    const raw = await saved(options, 'Save the file');
    expect(raw.text).toBe(reply());
    expect(raw.name).toMatch(/\.csv$/);
    expect(await said()).toContain('something other than JSON');
    await press(options, 'Remove it from this browser');
    await isAt('none');
  });
});

test('the options page says whether the server uses memory', async () => {
  const line = () =>
    options.evaluate(() => {
      document.querySelector('#memory')?.scrollIntoView({ behavior: 'instant' });
      return document.querySelector('[data-testid=server-memory]')?.textContent ?? '';
    });
  const asked = () => session.api.log.filter(({ path }) => path.includes('memory-status')).length;
  const again = async () => {
    await options.close();
    options = await session.driver.openOptions();
    await options.bringToFront();
  };
  const before = asked();
  await again();
  await until(async () => (await line()) === '' && asked() > before, 'a question');
  session.api.seed.server({ memoryStatus: 'off' });
  await again();
  await until(async () => (await line()).includes('turned off for you'), 'the answer');
  session.api.seed.server({ memoryStatus: 'unset' });
});

test('everything that Waypoint knows is saved as one file, without a network and without the key', async () => {
  await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  await type(options, 'About me', `My key is ${DEMO_KEY}`);
  await until(async () => (await everything(session)).includes('My key is'));
  session.world.cut(API_HOST);
  const { name, text } = await saved(options, 'Save as JSON', ALL);
  await until(async () => (await textOf(options, 'everything')).includes('The file is made'));
  session.world.restore(API_HOST);
  expect(name).toMatch(/^waypoint-everything-\d{4}-\d\d-\d\d\.json$/);
  expect(text).not.toContain(DEMO_KEY);
  expect(JSON.parse(text)).toMatchObject({
    file: 'waypoint-everything',
    connections: [
      {
        username: 'ada',
        drafts: { about_user: { text: 'My key is …' } },
        records: [{ courseKey: demonstration.key }],
      },
    ],
    journal: [{ courseKey: demonstration.key }],
  });
});

describe('Delete everything', () => {
  const at = () =>
    options.evaluate(
      () => document.querySelector<HTMLElement>('[data-testid=erase]')?.dataset['step'],
    );
  const tick = (name: string) =>
    options.evaluate((text) => {
      const labels = Array.from(document.querySelectorAll<HTMLElement>('dialog label'));
      labels.find((one) => one.textContent === text)?.click();
    }, name);

  test('names what fails, deletes it after another try, and empties the screens', async () => {
    const { api } = session;
    await type(options, 'Add a site', CAMPUS.learning);
    await press(options, 'Add');
    await isListed(options, CAMPUS.learning, 'followed');
    const bad = api.seed.edxMemory({ courseId: 'course-v1:A+B+bad', data: 1 });
    for (const n of [1, 2, 3]) api.seed.edxMemory({ courseId: `course-v1:A+B+${n}`, data: n });
    const action = { kind: 'status', status: 409, body: { detail: 'Not today.' } } as const;
    api.faults.add({ method: 'DELETE', path: `edx-memory/${bad}/`, do: action });
    const popup = await session.driver.openPopup();
    await press(options, 'Delete everything…');
    await tick("What your school's server keeps about your courses");
    await press(options, 'Delete now');
    await until(async () => (await at()) === 'over', 'the end', 120_000);
    expect(await textOf(options, 'erase-failed')).toContain('Not today.');
    expect(await textOf(options, 'erase')).toContain('Nothing was deleted in this browser');
    expect(session.memories()).toEqual([]);
    expect(await everything(session)).toContain(CAMPUS.learning);
    api.faults.clear();
    await press(options, 'Try again', '#data');
    await until(
      async () => (await textOf(options, 'erase')).includes('All of it is deleted'),
      'all gone',
      120_000,
    );
    const left = await session.driver.inBackground<string[]>(
      'chrome.storage.local.get().then((all) => Object.keys(all))',
    );
    expect(left).toEqual(['erasure']);
    expect(await registered(session)).toEqual([]);
    if (session.kind === DIFFERENCES.permissionIsGranted) {
      const may = `chrome.permissions.contains({ origins: ['${CAMPUS.learning}/*'] })`;
      expect(await session.driver.inBackground(may)).toBe(false);
    }
    await isListed(options, CAMPUS.learning, null);
    await until(async () => (await textOf(options, 'connection-status')).includes('Not connected'));
    await until(async () => (await textOf(popup, 'now-status')).includes('Not connected'));
    const broken = (page: Page) =>
      page.evaluate(() => document.body.textContent.includes('Something went wrong'));
    expect(await broken(options)).toBe(false);
    expect(await broken(popup)).toBe(false);
    await press(options, 'Close', '#data');
    await until(async () => (await at()) === 'none');
    expect(await everything(session)).not.toContain('erasure');
    await popup.close();
  });

  test('continues while the page is closed and the worker is stopped, and Waypoint then works like new', async () => {
    const { api } = session;
    await connect(options);
    const [course] = plainCourses;
    if (!course) throw new Error('no course');
    for (const n of [1, 2, 3, 4]) api.seed.edxMemory({ courseId: `course-v1:A+B+${n}`, data: n });
    api.faults.add({ method: 'DELETE', do: { kind: 'delay', ms: 1_500 } });
    const deletes = () => session.writes().filter((write) => write.startsWith('DELETE')).length;
    const before = deletes();
    await press(options, 'Delete everything…');
    await tick("What your school's server keeps about your courses");
    await press(options, 'Delete now');
    await until(() => deletes() > before);
    await options.close();
    await session.driver.stopBackground();
    await until(
      async () => (await everything(session)).includes('"step":"over"'),
      'the end',
      180_000,
    );
    options = await session.driver.openOptions();
    await until(async () => (await textOf(options, 'erase')).includes('All of it is deleted'));
    await press(options, 'Close', '#data');
    api.faults.clear();
    await connect(options);
    await session.visit(unitAt(demonstration, 1));
    await until(session.says(demonstration, 1));
  });

  test('deletes what was written at both schools, and chats can be saved from each', async () => {
    const { api } = session;
    await connectNight(options);
    const of = (org: string) => `[data-org="${org}"]`;
    await press(options, 'Get my chats', of(OTHER_ORG));
    await until(
      () => options.$(`${of(OTHER_ORG)}[data-step=ready]`),
      'the chats of the second school',
    );
    const file = await saved(options, 'Save as JSON', of(OTHER_ORG));
    expect(file.name).toMatch(/^chats-night-school-/);
    expect(await options.$(`${of(DEMO_ORG)}[data-step=none]`)).not.toBeNull();
    api.seed.edxMemory({ org: OTHER_ORG, courseId: 'course-v1:A+B+night', data: 1 });
    await press(options, 'Delete everything…');
    await tick("What your school's server keeps about your courses");
    await press(options, 'Delete now');
    await until(async () => (await textOf(options, 'erase')).includes('All of it is deleted'));
    await press(options, '2 deleted on the server', '#data');
    expect(await textOf(options, 'erase-gone')).toContain('ada at night-school');
    expect(await textOf(options, 'erase-gone')).toContain('ada at demo-university');
    expect(session.memories()).toEqual([]);
    expect(JSON.parse(await everything(session))).toMatchObject([{ erasure: {} }, {}]);
    await press(options, 'Close', '#data');
  });
  test('can be stopped while the server fails: it names what is left and deletes nothing in this browser', async () => {
    const { api } = session;
    await connect(options);
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
    await until(async () => (await at()) === 'over', 'the end');
    expect(await textOf(options, 'erase-failed')).toContain('You stopped before');
    expect(await textOf(options, 'erase')).toContain('Nothing was deleted in this browser');
    // Every request that was sent before the click has its answer.
    await until(() => deletes().every(({ status }) => status !== null));
    ends();
    await press(options, 'Close', '#data');
    await until(async () => (await at()) === 'none');
    expect(session.memories()).toHaveLength(1);
    await session.visit(unitAt(demonstration, 1));
    await until(session.says(demonstration, 1));
  });
});
