import { beforeEach, describe, expect, test } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { allWaiting } from '../../../lib/domain/waiting-places.ts';
import { openAccess } from '../../harness/fake-permissions.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* Pages and servers that the browser or an organization keeps from Waypoint. */

const API = 'https://base.manager.iblai.app/*';
let access: ReturnType<typeof openAccess>;
useStudy();
beforeEach(async () => {
  access = openAccess();
  await study.connect();
});

const text = () => study.memories()[0]?.entries[0]?.value ?? '';
async function change(granted: boolean): Promise<void> {
  if (granted) access.granted.add(API);
  else access.granted.delete(API);
  await study.event('permissions', (worker) => worker.permissionsChanged());
}

describe('without permission for the server of the school', () => {
  test('Waypoint sends nothing, says why in popup and badge, and sends the place once it has access again', async () => {
    await change(false);
    const asked = study.api.log.length;
    await study.seeUnit('a');
    await study.wait(60 * 60_000);
    expect(study.api.log).toHaveLength(asked);
    const overview = await readOverview();
    expect(statusOf(overview, null)).toEqual({ kind: 'no-access' });
    expect(allWaiting(overview).map(({ why }) => why)).toEqual([
      { kind: 'school', state: 'no-access' },
    ]);
    expect(study.badge).toHaveBeenLastCalledWith({ text: '!' });
    await change(true);
    await study.wait(1_000);
    expect(text()).toContain('"Unit a"');
    expect(study.badge).toHaveBeenLastCalledWith({ text: '✓' });
  });

  test('Waypoint blames the permission for a failed request, and not the network', async () => {
    await change(false);
    study.setOnline(false);
    expect(await study.ask({ type: 'memory/list' })).toMatchObject({
      ok: false,
      why: { kind: 'no-access' },
    });
    access.granted.add(API);
    expect(await study.ask({ type: 'memory/list' })).toMatchObject({
      ok: false,
      why: { kind: 'no-network' },
    });
  });

  test('Waypoint sends the place if the browser does not say whether it has the permission', async () => {
    await study.seeUnit('a');
    study.hostile('permissions.contains', 'reject');
    await study.wait(10_000);
    expect(text()).toContain('"Unit a"');
  });
});

describe('the page in front', () => {
  const look = () => study.ask({ type: 'site/look' });
  beforeEach(() => {
    access.open(1, unit('a').url);
    access.bringToFront(1);
  });

  test('is shown as protected if its site is followed and no script may run there', async () => {
    expect(await look()).toBeNull();
    access.keptOut.add(1);
    expect(await look()).toEqual({ origin: 'https://learning.edx.org', state: 'kept-out' });
  });

  test('is not shown as protected if it does not answer or is not of a course', async () => {
    study.hostile('scripting.executeScript', 'hang');
    const answer = study.send({ type: 'site/look' });
    await study.wait(3_000);
    expect(await answer).toBeNull();
    study.hostile('scripting.executeScript', null);
    access.open(1, 'https://learning.edx.org/dashboard');
    access.keptOut.add(1);
    expect(await look()).toBeNull();
  });

  test('gets a content script if it has none', async () => {
    access.open(1, unit('a').url, false);
    expect(await study.ask({ type: 'now/look' })).toBe(1);
    expect(access.told(1)).toEqual(['started']);
  });

  test('is told again to report if it missed the end of a pause', async () => {
    access.told(1)?.push('page/rest');
    expect(await study.ask({ type: 'now/look' })).toBe(1);
    expect(access.told(1)?.at(-1)).toBe('page/read');
  });
});

describe('the report that the popup requests from the page in front', () => {
  test.each([
    ['another site', 'https://learning.example.org'],
    ['another port', 'https://learning.edx.org:8443'],
    ['plain http', 'http://learning.edx.org'],
  ])('is ignored from %s', async (_, origin) => {
    const url = unit('a').url.replace('https://learning.edx.org', origin);
    access.open(3, url);
    access.bringToFront(3);
    access.says(3, {
      at: url,
      report: { kind: 'place', at: url, titles: { unitTitle: 'Forged' } },
    });
    expect(await study.ask({ type: 'now/look' })).toBeNull();
    expect(JSON.stringify(await tabsSeen.read())).not.toContain('Forged');
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain('Forged');
  });

  test('is ignored if it names another site than its tab', async () => {
    access.open(3, 'https://learning.edx.org/dashboard');
    access.bringToFront(3);
    const at = unit('a').url.replace('learning.edx.org', 'courses.edx.org');
    access.says(3, { at, report: { kind: 'place', at, titles: { unitTitle: 'Forged' } } });
    await study.ask({ type: 'now/look' });
    expect(JSON.stringify(await tabsSeen.read())).not.toContain('Forged');
  });
});

describe('while a page does not answer', () => {
  const requests: readonly (readonly [string, OwnMessage])[] = [
    ['Pause', { type: 'pause/set', paused: true }],
    ['pausing a site', { type: 'site/pause', origin: 'https://learning.edx.org', paused: true }],
    ['resuming a site', { type: 'site/pause', origin: 'https://learning.edx.org', paused: false }],
    ['turning a site off', { type: 'site/off', origin: 'https://learning.edx.org', forget: true }],
    ['following a site', { type: 'site/follow', origin: 'https://courses.edx.org' }],
    ['following a course', { type: 'course/follow', courseKey: unit('a').courseKey }],
    [
      'pausing a course',
      { type: 'course/pause', courseKey: unit('a').courseKey, title: 'A', paused: true },
    ],
    ['saying whose account it is', { type: 'account/confirm', site: 'https://learning.edx.org' }],
    ['Undo', { type: 'memory/undo', courses: [unit('a').courseKey] }],
  ];
  test.each(requests)('%s is answered at once', async (_, message) => {
    access.open(1, unit('a').url);
    for (const call of ['tabs.sendMessage', 'tabs.get', 'scripting.executeScript'])
      study.hostile(call, 'hang');
    let answered = false;
    void study.send(message).then(() => (answered = true));
    await study.settle();
    expect(answered).toBe(true);
    await study.wait(30_000);
  });
});
