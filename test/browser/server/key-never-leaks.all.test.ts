import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { connect } from '../../../dev/browser/connect.ts';
import { textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { saved } from '../../../dev/browser/page-files.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { everything } from '../support/sites.ts';

const test = sessionTest();

/* Searches everything that a learner's day leaves behind for the key. */

/** A random key, which no database could store in a shorter form. */
const KEY = randomBytes(32).toString('hex');
const profile = mkdtempSync(join(tmpdir(), 'waypoint-canary-'));
/** Everything that was left behind, with where it was found. */
const left: { where: string; text: string }[] = [];
const keep = (where: string, text: string) => left.push({ where, text });

test.override('sessionOptions', { connected: false, profile });
test.beforeAll(() => {
  session.api.seed.key({ key: KEY, username: 'ada', org: DEMO_ORG });
});
test.afterAll(async () => {
  await session.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 10 });
});

/** Keeps what a page says while it is used. */
function listen(page: Page, where: string): void {
  page.on('console', (message) => keep(`console of ${where}`, message.text()));
  page.on('pageerror', (error) => keep(`error of ${where}`, String(error)));
}
/** Keeps everything that a page contains and stores. */
async function look(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const fields = document.querySelectorAll<HTMLInputElement>('input, textarea');
    return {
      address: location.href,
      html: document.documentElement.outerHTML,
      fields: Array.from(fields, ({ value }) => value).join('\n'),
      local: JSON.stringify(Object.entries(localStorage)),
      session: JSON.stringify(Object.entries(sessionStorage)),
      cookie: document.cookie,
    };
  });
  for (const [what, text] of Object.entries(found)) keep(`${what} of ${where}`, text);
}

test('the key is in nothing that a day of connecting, faults, study, chats and files leaves behind', async () => {
  const { driver, api } = session;
  await driver.inBackground(`(() => {
    globalThis.said = [];
    for (const name of ['debug', 'error', 'info', 'log', 'warn']) {
      const say = console[name];
      console[name] = (...words) => { said.push(words.map(String).join(' ')); say(...words); };
    }
    return null;
  })()`);
  const options = await driver.openOptions();
  listen(options, 'the options');
  // The server repeats the key, once in an error and once in an answer that is not ibl.ai's.
  const words = `Invalid token: ${KEY}`;
  for (const action of [
    { kind: 'status', status: 403, body: { detail: words } },
    { kind: 'body', body: `<p>${words}</p>`, contentType: 'text/html' },
  ] as const) {
    const end = api.faults.add({ path: /edx-memory/, do: action });
    await type(options, 'School (organization)', DEMO_ORG);
    await type(options, 'Username', 'ada');
    await type(options, 'API key', KEY);
    await press(options, 'Connect');
    await until(async () => (await textOf(options, 'connection-error')) !== '');
    keep('the connection error', await textOf(options, 'connection-error'));
    end();
  }
  await connect(options, KEY);
  const course = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  const end = api.faults.add({
    method: 'POST',
    path: /memory-entries|memories/,
    do: { kind: 'status', status: 400, body: { error: words } },
  });
  await session.visit(unitAt(demonstration, 1));
  const { key: next } = unitAt(demonstration, 1).unit;
  await until(async () => (await everything(session)).includes(next), 'the next unit to be seen');
  const popup = await driver.openPopup();
  listen(popup, 'the popup');
  await until(() => popup.evaluate(() => document.body.textContent.includes('Invalid token')));
  await look(popup, 'the popup, at a refusal');
  end();
  await press(popup, 'Instruction');
  await type(popup, 'About me', 'I like examples.');
  await press(popup, 'Save');
  await until(async () =>
    (await popup.evaluate(() => document.body.textContent)).includes('Saved'),
  );
  await look(popup, 'the popup, Instruction');
  await press(popup, 'Memory');
  await until(async () => (await textOf(popup, 'memory-row')) !== '');
  await look(popup, 'the popup, Memory');

  await press(options, 'Get my chats');
  await until(async () => (await textOf(options, 'chat-export')).includes('3 messages'));
  for (const [name, within] of [
    ['Save as JSON', '[aria-labelledby=data-chats]'],
    ['Save as a table (CSV)', '[aria-labelledby=data-chats]'],
    ['Save everything (JSON)', '[aria-labelledby=data-all]'],
    ['Save a settings file', '#data'],
    ['Save the list as a file', '#sent'],
  ] as const) {
    const file = await saved(options, name, within);
    keep(`the file ${file.name}`, file.name + file.text);
  }
  await press(options, 'Show problem report');
  await until(async () => (await textOf(options, 'diagnostics')) !== '');
  await look(options, 'the options');
  await look(course, 'the course page');
  const background = await driver.inBackground<string>(`(async () => {
    const areas = ['local', 'session', 'sync', 'managed'];
    const get = (area) => browser.storage[area].get(null).catch(() => null);
    const cached = await caches.keys();
    const alarms = await browser.alarms.getAll();
    return JSON.stringify([await Promise.all(areas.map(get)), cached, alarms, globalThis.said]);
  })()`);
  keep('storage, caches, alarms and console of the background', background);
  for (const { method, path, body, headers } of session.api.log) {
    const { authorization, ...others } = headers;
    expect(authorization).toContain(KEY);
    keep('a request to the API', JSON.stringify([method, path, body, others]));
  }
  for (const { host, path, headers } of session.world.requests) {
    const { authorization, ...others } = headers;
    if (authorization !== undefined) expect(host).toBe('base.manager.iblai.app');
    keep('a request of the browser', JSON.stringify([host, path, others]));
  }

  expect(left.filter(({ text }) => text.includes(KEY)).map(({ where }) => where)).toEqual([]);
  // Checks that something was searched.
  expect(background).toContain(demonstration.key);
  expect(new Set(left.map(({ where }) => where)).size).toBeGreaterThan(25);
});

/** Returns the files of the profile on disk that contain a text. */
async function onDisk(text: string): Promise<string[]> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name);
    // Some files come and go.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    const forms = [Buffer.from(text), Buffer.from(text, 'utf16le')];
    if (forms.some((form) => bytes.includes(form))) found.push(path.slice(profile.length));
  }
  return found;
}

test("the key is only in the extension's own database in the profile on disk", async () => {
  const during = await onDisk(KEY);
  await session.close();
  const after = await onDisk(KEY);
  // Finds the browser's history, for example. Firefox compresses its databases, where no text is
  // found.
  expect(await onDisk('learning.edx.org')).not.toEqual([]);
  const isDatabase = (path: string) =>
    /[\\/]IndexedDB[\\/]chrome-extension_|[\\/]moz-extension\+\+\+[^\\/]*[\\/]idb[\\/]/.test(path);
  expect([...during, ...after].filter((path) => !isDatabase(path))).toEqual([]);
});
