import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { DEMO_ORG, DEMO_TOKEN } from '../../../dev/fake-ibl/api.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { serveMentor } from '../../../dev/fake-ibl/sign-in-page.ts';
import { popupOver } from '../support/popup-over.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/*
 * Tests a school with its own pages and its own API server, in a country where schools have names
 * under a suffix that everybody shares.
 */

const API = 'base.manager.ai.school.ac.uk';
test.override('sessionOptions', async ({ build }) => {
  // Stands for the learner's answer to the browser's question, which nobody answers in a test.
  await build.allow(`https://${API}`);
  return { connected: false, extension: build.folder };
});
test.beforeAll(async () => {
  session.world.host(API, (request) => session.api.fetch(request));
  await session.driver.inBackground(
    `browser.storage.local.set({ connections: { v: 1, data: [${JSON.stringify({
      id: 'c1',
      base: `https://${API}`,
      org: DEMO_ORG,
      username: 'ada',
      scheme: 'Api-Token',
      connected: false,
      source: { kind: 'key' },
      sites: [],
    })}] } })`,
  );
});

async function signedIn(url: string): Promise<Page> {
  session.world.host(new URL(url).hostname, serveMentor);
  const page = await session.open(url);
  await press(page, 'Sign in as Ada');
  return page;
}

test.each(['https://mentor.other.ac.uk/', 'https://ac.uk.school.ac.uk.evil.example/'])(
  'Waypoint does not look at a page of another school: %s',
  async (url) => {
    const popup = await popupOver(session, await signedIn(url));
    await until(async () => (await popup.textOf('now-status')).includes('Not connected'));
    expect(await popup.textOf('sign-in')).toBe('');
    await popup.close();
  },
);

test('a page of the same registrable domain connects with its sign-in, and only to its own server', async () => {
  const popup = await popupOver(session, await signedIn('https://mentor.school.ac.uk/'));
  await until(async () => (await popup.textOf('sign-in')).includes(`goes only to ${API}`));
  await popup.press('Connect');
  await until(async () => (await popup.textOf('sign-in')).includes('Connected as ada'));
  await popup.close();
  const carried = session.world.requests.filter(({ headers }) => headers['authorization']);
  expect(new Set(carried.map(({ host }) => host))).toEqual(new Set([API]));
  expect(carried[0]?.headers['authorization']).toBe(`Token ${DEMO_TOKEN}`);
});
