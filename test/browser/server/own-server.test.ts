import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { openForm } from '../../../dev/browser/connect.ts';
import { textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const HOST = 'api.school.example';
test.override('sessionOptions', { connected: false });
test.beforeAll(async () => {
  session.api.seed.server({ prefix: '/dm' });
  session.world.host(HOST, (request) => session.api.fetch(request));
});

test("Waypoint asks for access to a school's own server before it sends anything there", async () => {
  const page = await session.driver.openOptions();
  await type(page, 'School (organization)', DEMO_ORG);
  await type(page, 'Username', 'ada');
  await type(page, 'API key', DEMO_KEY);
  await press(page, 'My school has its own server');
  await type(page, "Address of your school's ibl.ai server", `${HOST}/dm/api/`);
  await press(page, 'Connect');
  if (session.kind !== DIFFERENCES.permissionIsGranted) {
    // The browser asks, and nobody answers.
    await sleep(3_000);
    expect(session.world.requests.filter(({ host }) => host === HOST)).toEqual([]);
    return;
  }
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as ada'));
  await session.visit(unitAt(demonstration, 0));
  await until(() => session.memoryOf(demonstration));
  expect(textIn(session.memoryOf(demonstration))).toContain(unitAt(demonstration, 0).unit.key);
  const hosts = session.world.requests.filter(({ headers }) => headers['authorization']);
  expect(new Set(hosts.map(({ host }) => host))).toEqual(new Set([HOST]));
});

test('the form rejects plain http to another computer with a sentence, and sends nothing', async () => {
  const page = await session.driver.openOptions();
  // Returns the requests that ask the question that connecting begins with.
  const asked = () =>
    session.world.requests.filter(({ path }) => path.endsWith('edx-memory/?page=1&page_size=1'));
  const before = asked().length;
  const address = "Address of your school's ibl.ai server";
  await openForm(page);
  const shown = await page.evaluate(
    () => document.querySelector<HTMLDetailsElement>('#school details')?.open,
  );
  if (!shown) await press(page, 'My school has its own server');
  await type(page, address, `http://${HOST}`);
  await type(page, 'School (organization)', DEMO_ORG);
  await type(page, 'Username', 'ada');
  await type(page, 'API key', DEMO_KEY);
  await page.keyboard.press('Enter');
  await until(async () =>
    /https/.test(
      await page.evaluate(() => document.querySelector('#address-error')?.textContent ?? ''),
    ),
  );
  expect(asked()).toHaveLength(before);
});
