import { describe, expect } from 'vitest';
import { textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { saved } from '../../../dev/browser/page-files.ts';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import {
  CHATS,
  exportIs,
  exportSays,
  options,
  replied,
  rows,
  useOptionsPage,
} from '../support/data-page.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { API_HOST } from '../support/session.ts';
import { everything } from '../support/sites.ts';

const test = sessionTest();

useOptionsPage(test);

describe('an export of chats with the mentor', () => {
  test('is saved as JSON, byte for byte, and as CSV without cells that run as formulas', async () => {
    session.api.seed.server({ exportItems: 5 });
    await press(options, 'Get my chats');
    await exportIs('ready');
    const json = await saved(options, 'Save as JSON', CHATS);
    expect(json.text).toBe(replied());
    expect(json.name).toMatch(/^chats-demo-university-\d{4}-\d\d-\d\d\.json$/);
    const csv = await saved(options, 'Save as a table (CSV)', CHATS);
    expect(csv.name).toMatch(/\.csv$/);
    const [head, ...lines] = rows(csv.text);
    expect(head).toEqual(['timestamp', 'type', 'content', 'tokens']);
    expect(lines).toHaveLength(5);
    expect(lines[2]?.[2]).toBe("'=1+1 is two, and what is -1, then?");
    expect(await exportSays()).toContain('5 messages');
    await until(async () => (await exportSays()).includes('one hour after'));
    await press(options, 'Remove it from this browser');
    await exportIs('none');
  });
});

test('Memory says whether the server uses memory', async () => {
  const openMemory = () => session.driver.openPopup('memory');
  const asked = () => session.api.log.filter(({ path }) => path.includes('memory-status')).length;
  const before = asked();
  const silent = await openMemory();
  await until(() => asked() > before, 'a question');
  expect(await textOf(silent, 'server-memory')).toBe('');
  await silent.close();
  session.api.seed.server({ memoryStatus: 'off' });
  const off = await openMemory();
  await until(async () => (await textOf(off, 'server-memory')).includes('turned off for you'));
  await off.close();
  session.api.seed.server({ memoryStatus: 'unset' });
});

test('everything that Waypoint knows is saved as one file, without a network and without the key', async () => {
  await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  const popup = await session.driver.openPopup('instruction');
  await type(popup, 'About me', `My key is ${DEMO_KEY}`);
  await until(async () => (await everything(session)).includes('My key is'));
  await popup.close();
  session.world.cut(API_HOST);
  const { name, text } = await saved(
    options,
    'Save everything (JSON)',
    '[aria-labelledby=data-all]',
  );
  await until(async () =>
    (await textOf(options, 'everything')).includes('is on its way to your downloads'),
  );
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
