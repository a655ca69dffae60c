import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();

const text = () => study.memories()[0]?.entries[0]?.value;
const requests = () => study.api.log.length;

describe('the outbox', () => {
  test('sends a place once the network is back', async () => {
    await study.connect();
    study.setOnline(false);
    await study.seeUnit('a');
    await study.wait(10 * 60_000);
    expect(study.memories()).toHaveLength(0);
    study.setOnline(true);
    void study.worker().online();
    await study.wait(1_000);
    expect(text()).toContain('"Unit a"');
  });

  test('sends a place after the worker was stopped before sending', async () => {
    await study.connect();
    await study.seeUnit('a');
    study.stopWorker();
    await study.wait(31_000);
    expect(text()).toContain('"Unit a"');
  });

  test('finds the memory if the reply to its create is lost', async () => {
    await study.connect();
    const lost = { kind: 'lose-reply' } as const;
    study.api.faults.add({ method: 'POST', path: /\/memories\//, times: 1, do: lost });
    await study.seeUnit('a');
    await study.wait(60_000);
    expect(study.memories()).toHaveLength(1);
    expect(text()).toContain('"Unit a"');
  });

  test('sends a newer place that arrives while the one before is rejected', async () => {
    await study.connect();
    await study.seeUnit('a');
    const no = { kind: 'status', status: 400, body: { detail: 'No.' }, ms: 3_000 } as const;
    study.api.faults.add({ method: 'POST', times: 1, do: no });
    await study.wait(5_500);
    await study.seeUnit('b');
    await study.wait(10_000);
    expect(study.api.log.some(({ status }) => status === 400)).toBe(true);
    expect(text()).toContain('"Unit b"');
  });

  test('saves the place if a create is answered with another text and the list with an error', async () => {
    await study.connect();
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const entries = [{ unique_id: id, key: 'current_location', value: 'Studying something' }];
    const name = await memoryName(COURSE);
    const row = { unique_id: id, name, username: 'ada', catalog_item_id: COURSE, entries };
    const yes = { kind: 'body', body: JSON.stringify(row) } as const;
    study.api.faults.add({ method: 'POST', path: /\/memories\/$/, times: 1, do: yes });
    const no = { kind: 'status', status: 500 } as const;
    study.api.faults.add({ method: 'GET', path: /\/memories\/\?/, skip: 1, times: 1, do: no });
    await study.seeUnit('a');
    await study.wait(10 * 60_000);
    // Nothing shows what was created, so only the learner can have it created again.
    await study.ask({ type: 'send/try-again' });
    await study.wait(1_000);
    expect(study.api.log.filter(({ fault }) => fault !== null)).toHaveLength(2);
    expect(text()).toContain('"Unit a"');
  });

  test('writes a course again if the worker was stopped while it wrote another one', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    const other = 'course-v1:Demo+Other+2026';
    const block = other.replace('course-v1', 'block-v1');
    const url = `${unit('a').site}/course/${other}/${block}+type@sequential+block@s/${block}+type@vertical+block@x`;
    await study.see({ kind: 'place', at: url, titles: { unitTitle: 'X' } }, url, 2);
    // The server creates the memory, and the worker never gets the reply.
    study.stopWorkerAt({ calls: 3, requests: true, side: 'after' });
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(2);
    await study.ask({ type: 'course/pause', courseKey: other, title: 'X', paused: true });
    const before = study.writes().length;
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(study.writes().length).toBe(before + 1);
  });

  describe('while a page is slow to answer', () => {
    beforeEach(async () => {
      await study.connect();
      await study.seeUnit('a');
      await study.wait(6_000);
      vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(
        () => new Promise((done) => setTimeout(done, 1_500, null)),
      );
    });

    test('does not send the older place if a newer one arrives', async () => {
      await study.seeUnit('b');
      await study.wait(5_500);
      await study.seeUnit('c');
      await study.wait(10_000);
      expect(text()).toContain('"Unit c"');
      expect(study.api.log.some(({ body }) => body.includes('> \\"Unit b\\"'))).toBe(false);
    });

    test('keeps a newer place if the older one has nothing new', async () => {
      await study.seeUnit('b');
      await study.seeUnit('a');
      await study.wait(5_500);
      await study.seeUnit('c');
      await study.wait(10_000);
      expect(text()).toContain('"Unit c"');
    });
  });

  test('creates one memory if the worker is stopped before it learns the ids', async () => {
    await study.connect();
    await study.seeUnit('a');
    // The server carries out the create, but this worker never gets the reply.
    const hang = study.api.faults.add({
      method: 'GET',
      path: /memor/,
      skip: 2,
      do: { kind: 'hang' },
    });
    study.api.faults.add({
      method: 'POST',
      path: /\/memories\//,
      times: 1,
      do: { kind: 'lose-reply' },
    });
    await study.wait(5_500);
    study.stopWorker();
    hang();
    await study.wait(60_000);
    expect(study.memories()).toHaveLength(1);
  });

  test('saves the next place after an update was answered with an unrelated 200', async () => {
    await study.connect();
    const other = { kind: 'body', body: '{"count": "x", "results": 7}' } as const;
    study.api.faults.add({ method: 'POST', path: /memory-entries/, times: 1, do: other });
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.seeUnit('b');
    await study.wait(60_000);
    expect(study.memories()).toHaveLength(1);
    expect(text()).toContain('"Unit b"');
  });

  test('ends with one memory if two devices create at the same moment', async () => {
    const { url } = unit('a');
    const second = study.addDevice();
    await study.connect();
    await second.ask({
      type: 'connection/connect',
      id: null,
      address: '',
      org: 'demo-university',
      username: 'ada',
      key: DEMO_KEY,
    });
    const slow = { kind: 'delay', ms: 3_000 } as const;
    study.api.faults.add({ method: 'POST', path: /\/memories\/$/, times: 1, do: slow });
    await study.seeUnit('a');
    await second.see({ kind: 'place', at: url, titles: { unitTitle: 'Unit a' } }, url);
    await study.wait(20_000);
    expect(study.memories()).toHaveLength(1);
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
    expect(text()).toContain('"Unit b"');
  });

  test('retries after 503, and never before Retry-After', async () => {
    await study.connect();
    study.api.faults.add({
      method: 'GET',
      path: /\/memory\//,
      times: 1,
      do: { kind: 'status', status: 503, headers: { 'Retry-After': '120' } },
    });
    await study.seeUnit('a');
    await study.wait(6_000);
    const before = requests();
    await study.ask({ type: 'now/look' });
    await study.seeUnit('b');
    await study.wait(100_000);
    expect(requests()).toBe(before);
    await study.wait(150_000);
    expect(text()).toContain('"Unit b"');
  });

  test('stops the connection after 401, and starts it again with a new key', async () => {
    await study.connect();
    const rule = {
      path: /memor/,
      do: { kind: 'status', status: 401, body: { detail: 'Invalid token.' } },
    } as const;
    const mend = study.api.faults.add(rule);
    await study.seeUnit('a');
    await study.wait(6_000);
    const before = requests();
    expect(study.badge).toHaveBeenLastCalledWith({ text: '!' });
    await study.seeUnit('b');
    await study.wait(20 * 60_000);
    expect(requests()).toBe(before);
    mend();
    await study.connect();
    await study.wait(6_000);
    expect(text()).toContain('"Unit b"');
    expect(study.badge).toHaveBeenLastCalledWith({ text: '✓' });
  });
});
