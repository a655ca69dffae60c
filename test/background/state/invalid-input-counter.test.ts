import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import { readInvalidInputs } from '../../../lib/store/core/invalid-input-log.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import type { Study } from '../../harness/worker-harness.ts';

useStudy();

const SITE = 'https://learning.edx.org';
const from = (url: string, more: object = {}) =>
  ({
    id: browser.runtime.id,
    frameId: 0,
    url,
    tab: { id: 1, url, index: 0, highlighted: true, active: true, pinned: false, incognito: false },
    ...more,
  }) as const;
type Said = ReturnType<Study['worker']>['message'];
const page = from(`${SITE}/course/secret?code=secret`);
const say = (raw: unknown, sender: Parameters<Said>[1] = page) =>
  study.worker().message(raw, sender);
const everything = async () => JSON.stringify(await browser.storage.local.get(null));

describe('an invalid message', () => {
  test('is counted with its site and its error, and nothing else', async () => {
    expect(await say({ type: 'page/report', report: 4 })).toBeUndefined();
    void say({ type: 'secret' });
    await study.wait(1_500);
    expect(await readInvalidInputs()).toMatchObject([
      { source: { kind: 'page', site: SITE }, issue: { kind: 'value', at: 'type' }, count: 1 },
      { issue: { kind: 'type', at: 'report', wanted: 'object', found: 'number' }, count: 1 },
    ]);
    expect(await everything()).not.toContain('secret');
  });

  test('is counted with a single write a second, even a thousand times a second', async () => {
    const set = vi.spyOn(browser.storage.local, 'set');
    for (let second = 0; second < 5; second += 1) {
      for (let i = 0; i < 1_000; i += 1) void say({ n: i });
      await study.wait(1_000);
    }
    await study.wait(2_000);
    expect(await readInvalidInputs()).toMatchObject([{ count: 5_000 }]);
    expect(set.mock.calls.length).toBeLessThanOrEqual(7);
  });

  test('fits in the list even if it differs each time', async () => {
    const long = 'x'.repeat(2_000);
    for (let i = 0; i < 1_000; i += 1) {
      void say({ type: 'page/report', report: { kind: long + i } });
      void say({ [`secret${i}`]: i });
    }
    await study.wait(2_000);
    expect((await readInvalidInputs()).length).toBeLessThanOrEqual(2);
    expect(await everything()).not.toMatch(/secret|xxx/);
  });

  test.each([
    ['a site that is not followed', from('https://example.org/')],
    ['a private window', from(page.url, { tab: { ...page.tab, incognito: true } })],
    ['a frame', from(page.url, { frameId: 3 })],
    ['another extension', from(page.url, { id: 'other' })],
  ])('from %s is not counted', async (_, sender) => {
    void say({ type: 'secret' }, sender);
    await study.wait(2_000);
    expect(await readInvalidInputs()).toEqual([]);
  });

  test('is not counted while paused', async () => {
    await study.ask({ type: 'pause/set', paused: true });
    void say({ type: 'secret' });
    await study.wait(2_000);
    expect(await readInvalidInputs()).toEqual([]);
  });
});

describe('an invalid answer', () => {
  beforeEach(async () => {
    await study.connect();
    await study.seeUnit('a');
  });
  const answer = (body: string) =>
    study.api.faults.add({ path: /memories/, do: { kind: 'body', body } });

  test('in HTML is stored with its first characters, and without the key', async () => {
    answer(`<html>\n\u202e<p>${DEMO_KEY}</p>${'x'.repeat(1000)}`);
    await study.wait(7_000);
    const [noted] = await readInvalidInputs();
    expect(noted).toMatchObject({
      source: { kind: 'server', path: expect.stringMatching(/^\/.*\/memories\//) as string },
      issue: {
        kind: 'not-json',
        excerpt: expect.stringMatching(/^<html> <p>…<\/p>xxx/) as string,
      },
    });
    expect(await everything()).not.toContain(DEMO_KEY);
  });

  test.each([
    ['cut JSON', '{"results": [', { kind: 'not-json' }],
    ['other types', '{"results": "none"}', { kind: 'type', at: 'results', found: 'text' }],
    ['JSON that is not a page of a list', '{"detail": "yes"}', { kind: 'missing', at: 'results' }],
    ['six million letters', `"${'x'.repeat(6_000_000)}"`, { kind: 'too-long' }],
  ])('of %s is counted with its error', async (_, body, issue) => {
    answer(body);
    await study.wait(7_000);
    expect((await readInvalidInputs())[0]).toMatchObject({ issue });
  });
});
