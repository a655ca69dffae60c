import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEMO_KEY, NIGHT_KEY, OTHER_KEY, OTHER_ORG } from '../../dev/fake-ibl/api.ts';
import { browser } from '../../lib/browser.ts';
import { readDrafts, writeDraft } from '../../lib/store/items/drafts.ts';
import { readRecord } from '../../lib/store/items/outbox-records.ts';
import { memoryName } from '../../lib/ibl/memories/memory-name.ts';
import { COURSE, unit } from '../harness/sample-places.ts';
import { openStudy, type Study } from '../harness/worker-harness.ts';

let study: Study;
beforeEach(async () => {
  study = await openStudy();
});
afterEach(() => {
  expect(study.api.violations).toEqual([]);
  study.close();
});

const text = () => study.memories()[0]?.entries[0]?.value;
const requests = () => study.api.log.length;

describe('one unit', () => {
  test('becomes one memory of the right name, course and text, in at most five requests', async () => {
    await study.connect();
    const before = requests();
    await study.seeUnit('a');
    await study.wait(4_900);
    expect(study.memories()).toHaveLength(0);
    await study.wait(1_000);
    const [memory] = study.memories();
    expect(memory?.name).toBe(await memoryName(COURSE));
    expect(memory?.catalogItemId).toBe(COURSE);
    expect(text()).toContain(
      `"Unit a" (key "${unit('a').unitKey}"). Address: "${unit('a').url}". Updated `,
    );
    expect(requests() - before).toBeLessThanOrEqual(5);
  });

  test('then the next one updates its entry in one request, and again costs none', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    const before = requests();
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
    expect(text()).toContain('Now at: "Introduction" > "Demo Course Overview" > "Unit b"');
    expect(text()).toContain('Before that: "Unit a".');
    await study.seeUnit('b');
    await study.wait(120_000);
    expect(requests() - before).toBe(1);
  });

  test('a glance at another course and back, with nothing new in either, costs nothing', async () => {
    const other = unit('a').url.replaceAll('DemoX', 'Other');
    const glance = { kind: 'place', at: other, titles: { unitTitle: 'Other' } } as const;
    await study.connect();
    await study.see(glance, other, 2);
    await study.wait(6_000);
    await study.seeUnit('a');
    await study.wait(6_000);
    const before = requests();
    await study.see(glance, other, 2);
    await study.wait(2_000);
    await study.seeUnit('a');
    await study.wait(60_000);
    expect(requests()).toBe(before);
    await study.see(glance, other, 2);
    await study.wait(60_000);
    expect(requests()).toBe(before + 1);
  });

  test('five in a row: only the last is sent', async () => {
    await study.connect();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await study.seeUnit(name);
      await study.wait(1_000);
    }
    await study.wait(6_000);
    expect(study.writes()).toHaveLength(1);
    expect(text()).toContain('"Unit e"');
  });

  test('seen before connecting is the first that is kept', async () => {
    await study.seeUnit('a');
    expect(await study.connect()).toEqual({ ok: true });
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
  });
});

describe('a courseware page of the LMS', () => {
  const course = 'edX/DemoX/2014';
  const lesson = `https://courses.edx.org/courses/${course}/courseware/week/one/`;
  const tab = (name: string) =>
    ({
      kind: 'place',
      at: lesson,
      unitKey: `i4x://edX/DemoX/vertical/${name}`,
      subsectionKey: 'i4x://edX/DemoX/sequential/one',
      titles: { unitTitle: `Unit ${name}` },
    }) as const;

  test('moves from unit to unit without another address', async () => {
    await study.connect();
    await study.see(tab('a'), lesson);
    await study.wait(6_000);
    expect(study.memories()[0]?.catalogItemId).toBe(course);
    expect(text()).toContain(`"Unit a" (key "i4x://edX/DemoX/vertical/a"). Address: "${lesson}". `);
    await study.see(tab('b'), lesson);
    await study.wait(6_000);
    expect(text()).toContain('"Unit b" (key "i4x://edX/DemoX/vertical/b")');
    expect(text()).toContain('Before that: "Unit a".');
  });

  test('what waits outlasts an exam in the next subsection of the same course', async () => {
    await study.connect();
    await study.see(tab('a'), lesson);
    const exam = { kind: 'blocked', reason: 'exam' } as const;
    await study.see(exam, lesson.replace('one', 'exam'));
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(1);
    await study.wait(40_000);
    expect(text()).toContain('"Unit a"');
  });

  test('a unit on its own is kept too, a problem is not', async () => {
    await study.connect();
    for (const type of ['problem', 'vertical']) {
      const url = `https://courses.edx.org/xblock/block-v1:edX+DemoX+Demo_Course+type@${type}+block@x`;
      await study.see({ kind: 'place', at: url, titles: { unitTitle: `A ${type}` } }, url);
      await study.wait(6_000);
      expect(study.writes()).toHaveLength(type === 'problem' ? 0 : 1);
    }
    expect(text()).toContain('"A vertical"');
  });
});

describe('nothing is lost', () => {
  test('without a network, until it is back', async () => {
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

  test('when the worker is stopped before it sends', async () => {
    await study.connect();
    await study.seeUnit('a');
    study.stopWorker();
    await study.wait(31_000);
    expect(text()).toContain('"Unit a"');
  });

  test('when the reply to the create is lost: its memory is found', async () => {
    await study.connect();
    const lost = { kind: 'lose-reply' } as const;
    study.api.faults.add({ method: 'POST', path: /\/memories\//, times: 1, do: lost });
    await study.seeUnit('a');
    await study.wait(60_000);
    expect(study.memories()).toHaveLength(1);
    expect(text()).toContain('"Unit a"');
  });

  test('when a newer place comes while the one before is being refused: it is tried', async () => {
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

  test('when a create is answered with another text, and the list with an error', async () => {
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
    // Nothing shows what was made: only the learner has it made once more.
    await study.ask({ type: 'send/try-again' });
    await study.wait(1_000);
    expect(study.api.log.filter(({ fault }) => fault !== null)).toHaveLength(2);
    expect(text()).toContain('"Unit a"');
  });

  test('of which course was written last, when the worker is stopped as another one is', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    const other = 'course-v1:Demo+Other+2026';
    const block = other.replace('course-v1', 'block-v1');
    const url = `${unit('a').site}/course/${other}/${block}+type@sequential+block@s/${block}+type@vertical+block@x`;
    await study.see({ kind: 'place', at: url, titles: { unitTitle: 'X' } }, url, 2);
    // It is created, and nobody hears of it.
    study.stopWorkerAt({ calls: 3, requests: true, side: 'after' });
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(2);
    await study.ask({ type: 'course/pause', courseKey: other, title: 'X', paused: true });
    const before = study.writes().length;
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(study.writes().length).toBe(before + 1);
  });

  describe('while the page is asked, which takes its time', () => {
    beforeEach(async () => {
      await study.connect();
      await study.seeUnit('a');
      await study.wait(6_000);
      vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(
        () => new Promise((done) => setTimeout(done, 1_500, null)),
      );
    });

    test('a newer place comes: the older one is not sent any more', async () => {
      await study.seeUnit('b');
      await study.wait(5_500);
      await study.seeUnit('c');
      await study.wait(10_000);
      expect(text()).toContain('"Unit c"');
      expect(study.api.log.some(({ body }) => body.includes('> \\"Unit b\\"'))).toBe(false);
    });

    test('a newer place comes, and the older one is no news: the newer one stays', async () => {
      await study.seeUnit('b');
      await study.seeUnit('a');
      await study.wait(5_500);
      await study.seeUnit('c');
      await study.wait(10_000);
      expect(text()).toContain('"Unit c"');
    });
  });

  test('when the worker is stopped between create and learning the ids', async () => {
    await study.connect();
    await study.seeUnit('a');
    // The create is carried out; its answer never comes to this worker.
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

  test('when an update is answered with a yes that says something else', async () => {
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

  test('when two devices create at the same moment: one memory in the end', async () => {
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

  test('500 and 503: tried again later, never before Retry-After', async () => {
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
    await study.wait(30_000);
    expect(text()).toContain('"Unit b"');
  });

  test('401 stops the connection, and a new key starts it again', async () => {
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
    expect(study.badge).toHaveBeenLastCalledWith({ text: '' });
  });
});

describe('nothing is sent', () => {
  const exam = { kind: 'blocked', reason: 'exam' } as const;

  test('while paused, and nothing is noted', async () => {
    await study.connect();
    await study.ask({ type: 'pause/set', paused: true });
    await study.seeUnit('a');
    await study.wait(120_000);
    expect(study.writes()).toEqual([]);
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain('Unit a');
    expect(study.badge).toHaveBeenLastCalledWith({ text: '❚❚' });
    await study.ask({ type: 'pause/set', paused: false });
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
  });

  test('once paused before it was due: what waits stays as it is, and is noted nowhere', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.ask({ type: 'pause/set', paused: true });
    const stored = await browser.storage.local.get();
    await study.wait(120_000);
    expect(await browser.storage.local.get()).toEqual(stored);
  });

  test.each([
    ['paused', () => study.ask({ type: 'pause/set', paused: true })],
    ['disconnected', () => study.disconnect()],
    ['an exam was opened', () => study.see(exam, unit('exam').url, 2)],
    [
      'its page turned out to have staff tools',
      () => study.see({ kind: 'blocked', reason: 'staff' }, unit('a').url, 1),
    ],
    ['it was discarded', () => study.ask({ type: 'send/discard' })],
  ])('any more in the middle of a send, once %s', async (_, act) => {
    await study.connect();
    await study.seeUnit('a');
    study.api.faults.add({ path: /memory/, times: 1, do: { kind: 'delay', ms: 3_000 } });
    await study.wait(5_500);
    const before = requests();
    await act();
    await study.wait(60_000);
    expect(requests()).toBe(before);
    expect(study.memories()).toEqual([]);
  });

  test.each([
    ['at once', 100],
    ['after it was tried in vain', 20_000],
  ])(
    'of a page that is refused %s, and what waited before it is sent after all',
    async (_, after) => {
      await study.connect();
      study.setOnline(false);
      await study.seeUnit('a', 1);
      await study.wait(2_000);
      const block = COURSE.replace('course-v1', 'block-v1');
      const url = `${unit('a').site}/course/${COURSE}/${block}+type@sequential+block@s/${block}+type@vertical+block@x`;
      await study.see({ kind: 'place', at: url, titles: { unitTitle: 'Secret' } }, url, 2);
      await study.wait(after);
      await study.see({ kind: 'blocked', reason: 'staff' }, url, 2);
      study.setOnline(true);
      await study.ask({ type: 'send/try-again' });
      await study.wait(60_000);
      expect(text()).toContain('"Unit a"');
      expect(JSON.stringify(study.api.log)).not.toContain('Secret');
      const { visited, waiting } = await readRecord(await study.connectionId(), COURSE);
      expect([visited.map(({ title }) => title), waiting]).toEqual([['Unit a'], null]);
    },
  );

  test('while any tab shows an exam; then what waited goes', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    await study.see(exam, 'https://learning.edx.org/course/course-v1:X+Y+Z/home', 2);
    await study.wait(180_000);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(2);
    await study.wait(40_000);
    expect(text()).toContain('"Unit a"');
  });

  test('when the page turns out to be an exam after it was reported', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    const { url } = unit('a');
    study.tabs.set(1, { url, answer: { at: url, report: exam } });
    await study.wait(60_000);
    study.tabs.delete(1);
    await study.wait(120_000);
    expect(study.writes()).toEqual([]);
  });

  test('while the tab that a place came from has moved on to an exam; then it goes', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    // The exam has not been reported yet: it is found when the tab is asked.
    const url = unit('exam').url;
    study.tabs.set(1, { url, answer: { at: url, report: exam } });
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(1);
    await study.wait(40_000);
    expect(text()).toContain('"Unit a"');
  });

  test('when the page turned out to be an exam, and was closed before it was asked', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    await study.see(exam, unit('a').url, 1);
    study.tabs.delete(1);
    await study.wait(120_000);
    expect(study.writes()).toEqual([]);
  });

  test('also not as a unit before, when the page turned out to be an exam after a try', async () => {
    await study.connect();
    study.setOnline(false);
    await study.seeUnit('a', 1);
    await study.wait(6_000);
    await study.see(exam, unit('a').url, 1);
    study.tabs.delete(1);
    study.setOnline(true);
    await study.seeUnit('b', 2);
    await study.wait(120_000);
    expect(text()).toContain('"Unit b"');
    expect(text()).not.toContain('Unit a');
  });

  test.each([
    ['preview', 'https://learning.edx.org/preview/course/'],
    ['another site', 'https://learning.example.org/course/'],
    ['plain http', 'http://learning.edx.org/course/'],
  ])('from %s', async (_, start) => {
    await study.connect();
    const url = unit('a').url.replace('https://learning.edx.org/course/', start);
    await study.see({ kind: 'place', at: url, titles: { unitTitle: 'A' } }, url).catch(() => null);
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
  });

  test('when the tab has moved on since', async () => {
    await study.connect();
    const titles = { unitTitle: 'Unit a' };
    await study.see({ kind: 'place', at: unit('a').url, titles }, unit('b').url);
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
  });
});

describe('a message that nobody may send', () => {
  const mine = () => ({ id: browser.runtime.id });
  test.each([
    ['another extension', () => ({ id: 'other', url: browser.runtime.getURL('/popup.html') })],
    [
      'a content script that asks for what only our screens may',
      () => ({ ...mine(), url: unit('a').url }),
    ],
    ['an unknown page of ours', () => ({ ...mine(), url: browser.runtime.getURL('/evil.html') })],
  ])('%s is not answered', (_, sender) => {
    expect(study.worker().message({ type: 'pause/set', paused: true }, sender())).toBeUndefined();
  });

  test('a malformed one is not answered', () => {
    const sender = { ...mine(), url: browser.runtime.getURL('/popup.html') };
    for (const message of [null, 1, {}, { type: 'nope' }, { type: 'pause/set', paused: 'yes' }]) {
      expect(study.worker().message(message, sender)).toBeUndefined();
    }
  });
});

describe('connecting', () => {
  const kindOf = async (key: string) => {
    const reply = await study.connect(key);
    return reply.ok ? 'ok' : reply.why.kind === 'status' ? reply.why.status : reply.why.kind;
  };

  test('works with a pasted scheme, and says what is wrong', async () => {
    expect(await kindOf(`Api-Token ${DEMO_KEY}`)).toBe('ok');
    expect(await kindOf('f'.repeat(64))).toBe(401);
    expect(await kindOf(OTHER_KEY)).toBe(403);
    study.setOnline(false);
    expect(await kindOf(DEMO_KEY)).toBe('no-network');
  });

  test('without a key keeps the stored one, and a wrong one changes nothing', async () => {
    await study.connect();
    expect(await kindOf('f'.repeat(64))).toBe(401);
    expect(await kindOf('')).toBe('ok');
  });

  test('to another school: what waits goes there, and to the old one nothing more', async () => {
    await study.connect();
    study.setOnline(false);
    await study.seeUnit('a');
    study.setOnline(true);
    const old = await study.connectionId();
    await writeDraft(old, 'about_user', { text: 'Typed before.', base: 'Of another account.' });
    // What the tab showed is forgotten, as after a restart: only the record knows what waits.
    await browser.storage.session.clear();
    const night = {
      type: 'connection/connect',
      id: old,
      address: '',
      org: OTHER_ORG,
      username: 'ada',
      key: NIGHT_KEY,
    } as const;
    expect(await study.ask(night)).toEqual({ ok: true });
    await study.wait(10_000);
    expect(study.api.memories(OTHER_ORG, 'ada')).toHaveLength(1);
    expect(study.memories()).toHaveLength(0);
    const id = await study.connectionId();
    expect(await readDrafts(id)).toEqual({ about_user: { text: 'Typed before.', base: '' } });
    expect(
      Object.keys(await browser.storage.local.get()).filter((key) => key.includes(old)),
    ).toEqual([]);
  });

  test('to another school, with the worker stopped anywhere in it: nothing that waits is lost', async () => {
    const night = { type: 'connection/connect', address: '', org: OTHER_ORG } as const;
    let stopped = true;
    for (let calls = 0; stopped; calls += 1) {
      study.close();
      study = await openStudy();
      stopped = false;
      study.first.onStop = (call) => (stopped ||= call !== null);
      await study.connect();
      await study.seeUnit('a');
      await study.see({ kind: 'none' }, 'https://learning.edx.org/');
      study.stopWorkerAt({ calls, side: 'after' });
      const id = await study.connectionId();
      const again = () => study.ask({ ...night, id, username: 'ada', key: NIGHT_KEY });
      await again().catch(again);
      study.stopWorkerAt(null);
      await study.wait(60_000);
      const memories = study.api.memories(OTHER_ORG, 'ada');
      expect(memories, `stopped at call ${calls}`).toHaveLength(1);
    }
  });

  test('to another school in the middle of a send: nothing more goes to the old one', async () => {
    await study.connect();
    await study.seeUnit('a');
    study.api.faults.add({ path: /memory/, times: 1, do: { kind: 'delay', ms: 3_000 } });
    await study.wait(5_500);
    await study.ask({
      type: 'connection/connect',
      id: await study.connectionId(),
      address: '',
      org: OTHER_ORG,
      username: 'ada',
      key: NIGHT_KEY,
    });
    await study.wait(60_000);
    expect(study.memories()).toEqual([]);
    expect(study.api.memories(OTHER_ORG, 'ada')).toHaveLength(1);
  });

  test('the key is nowhere in storage.local', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain(DEMO_KEY);
  });

  test('after Disconnect nothing is sent, and what waits goes after connecting again', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.disconnect();
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    await study.connect();
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
  });
});
