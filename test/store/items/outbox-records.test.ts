import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { readRecord, readRecords, writeRecord } from '../../../lib/store/items/outbox-records.ts';

beforeEach(() => fakeBrowser.reset());

const COURSE = 'course-v1:edX+DemoX+Demo_Course';
const UNIT = 'block-v1:edX+DemoX+Demo_Course+type@vertical+block@a';

/**
 * An outbox record as version 1 wrote it. It never changes, because browsers of learners store such
 * records.
 */
const VERSION_1 = {
  v: 1,
  data: {
    pending: [
      {
        place: {
          site: 'https://learning.edx.org',
          view: 'unit',
          courseKey: COURSE,
          courseTitle: 'Demonstration Course',
          unitTitle: 'Unit a',
          subsectionKey: 'block-v1:edX+DemoX+Demo_Course+type@sequential+block@overview',
          unitKey: UNIT,
          url: `https://learning.edx.org/course/${COURSE}`,
          seenAt: '2026-11-23T10:00:00.000Z',
        },
        seq: 7,
        since: 1795428000000,
        at: 1795428000000,
        tabId: 3,
        verified: false,
        journaled: true,
      },
    ],
    seq: 7,
    attempts: 2,
    notBefore: 1795428020000,
    lastError: { kind: 'server', status: 503 },
    rejected: null,
    rejections: 1,
    lastSent: { text: 'Studying …', unitKey: UNIT, at: 1795427000000 },
    ids: {
      memory: '0f8fad5b-d9cb-469f-a165-70867728950e',
      entry: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    },
    visited: [{ unitKey: UNIT, title: 'Unit a' }],
    unconfirmed: ['Studying … again'],
    newerElsewhere: { unitKey: UNIT, at: 1795426000000 },
    edxMemory: { tracks: false, at: 1795427000000, modified: null, unit: null },
    created: { looks: 1 },
  },
};

test('an outbox record of version 1 keeps everything that it held', async () => {
  await browser.storage.local.set({
    [`record:one:${COURSE}`]: VERSION_1,
    'courses:one': { v: 1, data: [COURSE] },
  });
  const today = VERSION_1.data;
  expect((await readRecords('one')).get(COURSE)).toEqual(today);
  const record = await readRecord('one', COURSE);
  await writeRecord('one', COURSE, record);
  expect((await browser.storage.local.get())[`record:one:${COURSE}`]).toEqual({
    v: 1,
    data: today,
  });
});
