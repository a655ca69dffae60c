// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://learning.edx.org/"}
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEdx } from '../../lib/edx/open-edx.ts';
import { follow, type Answer, type PageMessage } from '../../lib/edx/page-reporter.ts';
import {
  alive,
  closePage,
  drawCourse,
  drawUnit,
  go,
  openPage,
  placeAt,
  unitPath,
  vertical,
} from './page.ts';

const A1 = unitPath('a', 'a1');
const A2 = unitPath('a', 'a2');
const at1 = placeAt(A1, { unitTitle: 'One' });
const at2 = placeAt(A2, { unitTitle: 'Two' });

/**
 * A background that records what it hears and gives the prepared answers. The last answer repeats.
 */
class Fake {
  received: PageMessage[] = [];
  answers: unknown[] = ['read'];
  alive = true;
  heard: ((message: unknown) => Answer | null) | null = null;

  readonly background = {
    send: (message: PageMessage): Promise<unknown> => {
      this.received.push(message);
      const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    listen: (heard: (message: unknown) => Answer | null): (() => void) => {
      this.heard = heard;
      return () => {
        this.heard = null;
      };
    },
    alive: (): boolean => this.alive,
  };

  ask(type: string): Answer | null | undefined {
    return this.heard?.({ type });
  }
}

let fake: Fake;
let end: () => void;
const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  openPage();
  fake = new Fake();
  history.replaceState(null, '', A1);
  drawCourse();
  drawUnit(vertical('a1'), 'One');
});
afterEach(() => {
  end();
  expect([alive(), fake.heard]).toEqual([0, null]);
  closePage();
});

async function start(...answers: unknown[]): Promise<void> {
  if (answers.length > 0) fake.answers = answers;
  end = follow(window, openEdx, fake.background);
  await wait(0);
}

function second(): void {
  go(A2);
  drawUnit(vertical('a2'), 'Two');
}

test('the reporter says hello and then where the learner is', async () => {
  await start();
  expect(fake.received).toEqual([{ type: 'page/hello' }]);
  await wait(3_000);
  expect(fake.received.slice(1)).toEqual([{ type: 'page/report', report: at1 }]);
  second();
  await wait(3_000);
  expect(fake.received.slice(2)).toEqual([{ type: 'page/report', report: at2 }]);
});

describe('a reporter at rest', () => {
  test('reads nothing until the background tells it to read', async () => {
    await start('rest');
    second();
    await wait(60_000);
    expect([fake.received, alive(), fake.ask('page/ask')]).toEqual([
      [{ type: 'page/hello' }],
      0,
      null,
    ]);
    fake.ask('page/read');
    await wait(20);
    expect(fake.received.slice(1)).toEqual([{ type: 'page/report', report: at2 }]);
  });

  test('comes to rest after an answer or a message', async () => {
    await start('read', 'rest');
    await wait(20);
    expect(fake.received).toHaveLength(2);
    expect(alive()).toBe(0);
    fake.answers = ['read'];
    fake.ask('page/read');
    await wait(3_000);
    expect(fake.received).toHaveLength(3);
    fake.ask('page/rest');
    second();
    await wait(60_000);
    expect(fake.received).toHaveLength(3);
  });

  test('ignores an answer that is older than the newest order', async () => {
    await start('rest');
    fake.answers = ['rest'];
    fake.ask('page/read');
    await vi.advanceTimersToNextTimerAsync();
    fake.ask('page/rest');
    fake.answers = ['read'];
    await wait(60_000);
    expect(fake.ask('page/ask')).toBeNull();
  });

  test('asks again when the page comes back from the cache', async () => {
    await start('rest', 'read');
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await wait(3_000);
    expect(fake.received.slice(1)).toEqual([
      { type: 'page/hello' },
      { type: 'page/report', report: at1 },
    ]);
  });
});

describe('a question from the background', () => {
  test('makes the reporter read the page again', async () => {
    await start();
    await wait(3_000);
    expect(fake.ask('page/ask')).toEqual({ at: 'https://learning.edx.org' + A1, report: at1 });
    go(A2);
    expect(fake.ask('page/ask')).toEqual({ at: 'https://learning.edx.org' + A2, report: null });
    drawUnit(vertical('a2'), 'Two');
    expect(fake.ask('page/ask')?.report).toEqual(at2);
  });

  test.each([null, 'page/ask', {}, { type: 'page/other' }, { type: 7 }])(
    'is not understood as %j',
    async (message) => {
      await start();
      expect(fake.heard?.(message)).toBeNull();
    },
  );
});

describe('a message that nobody received', () => {
  test.each([new Error('Could not establish connection'), undefined])(
    'is sent once more',
    async (answer) => {
      await start(answer, 'read', answer, 'read');
      expect(fake.received).toHaveLength(1);
      await wait(1_000);
      expect(fake.received).toHaveLength(2);
      await wait(20);
      expect(fake.received).toHaveLength(3);
      await wait(3_000);
      expect(fake.received.slice(2)).toEqual([
        { type: 'page/report', report: at1 },
        { type: 'page/report', report: at1 },
      ]);
    },
  );

  test('is dropped after that', async () => {
    await start(new Error('no'));
    await wait(60_000);
    expect(fake.received).toHaveLength(2);
  });

  test('is not sent after a newer one', async () => {
    await start('read', new Error('no'), 'read');
    await wait(20);
    second();
    await wait(3_000);
    expect(fake.received.slice(1)).toEqual([
      { type: 'page/report', report: at1 },
      { type: 'page/report', report: at2 },
    ]);
  });
});

test('a prerendered page reports nothing before it is shown', async () => {
  Object.defineProperty(document, 'prerendering', { configurable: true, value: true });
  try {
    await start();
    await wait(3_000);
    expect([alive(), fake.received]).toEqual([0, []]);
  } finally {
    Object.defineProperty(document, 'prerendering', { configurable: true, value: false });
  }
  document.dispatchEvent(new Event('prerenderingchange'));
  await wait(20);
  expect(fake.received).toEqual([{ type: 'page/hello' }, { type: 'page/report', report: at1 }]);
});

test('the reporter ends silently when the extension is gone', async () => {
  const error = vi.spyOn(console, 'error');
  await start();
  await wait(3_000);
  fake.alive = false;
  fake.answers = [new Error('Extension context invalidated.')];
  second();
  await wait(20);
  expect([alive(), fake.heard]).toEqual([0, null]);
  go(A1);
  window.dispatchEvent(new Event('focus'));
  await wait(60_000);
  expect(fake.received).toHaveLength(3);
  expect(error).not.toHaveBeenCalled();
});
