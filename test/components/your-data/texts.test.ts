import { beforeAll, expect, test } from 'vitest';
import { wordsOfReason } from '../../../components/deletes/erase-text.ts';
import {
  elapsed,
  endingOf,
  sizeOf,
  wordsOfEnd,
} from '../../../components/your-data/chat-export-text.ts';
import type { EraseReason } from '../../../lib/store/items/delete-everything.ts';
import type { ExportEnd } from '../../../lib/store/items/chat-exports.ts';
import { speakEnglish } from '../english.ts';

beforeAll(speakEnglish);

const status = (code: number) => ({ kind: 'status', status: code, words: '' }) as const;

test.each<[ExportEnd, boolean, RegExp]>([
  [{ kind: 'not-ready' }, true, /not ready yet\. Look again later/],
  [{ kind: 'cancelled' }, true, /Stopped\. The server may still finish/],
  [{ kind: 'cancelled' }, false, /^Stopped\.$/],
  [{ kind: 'failed', state: 'FAILURE' }, true, /It said: FAILURE/],
  [{ kind: 'no-network' }, true, /no network/],
  [{ kind: 'timeout' }, true, /too long/],
  [{ kind: 'not-ibl' }, true, /not one that ibl\.ai gives/],
  [{ kind: 'not-connected' }, true, /not connected/],
  [{ kind: 'no-room' }, true, /no room/],
  [status(500), true, /could not build the file \(500\)/],
  [status(404), true, /does not know this export/],
  [status(404), false, /does not offer chats/],
  [status(401), true, /API key/],
  [status(403), true, /does not let you/],
  [status(429), true, /too much to do/],
  [status(400), true, /\(400\)/],
])('explains why there is no file: %j', (why, known, words) => {
  expect(wordsOfEnd(why, known)).toMatch(words);
});

test.each<[EraseReason, RegExp]>([
  [{ kind: 'no-id' }, /no number/],
  [{ kind: 'odd' }, /name of Waypoint's/],
  [{ kind: 'stays' }, /still lists it/],
  [{ kind: 'not-ours' }, /not written for you/],
  [{ kind: 'not-connected' }, /no API key/],
  [{ kind: 'no-network' }, /no network/],
  [{ kind: 'timeout' }, /too long/],
  [{ kind: 'not-ibl' }, /ibl\.ai server/],
  [status(403), /does not let you/],
  [status(503), /\(503\)/],
])('explains why something was not deleted: %j', (reason, words) => {
  expect(wordsOfReason(reason)).toMatch(words);
});

test('shows times, sizes and file types as a person reads them', () => {
  expect([-5, 0, 61_900, 3_600_000].map(elapsed)).toEqual(['0:00', '0:00', '1:01', '60:00']);
  expect([0, 20, 1_500, 3_400_000].map(sizeOf)).toEqual(['0.1 kB', '0.1 kB', '1.5 kB', '3.4 MB']);
  expect(['application/json', 'text/csv', '', 'x/y'].map(endingOf)).toEqual([
    'json',
    'csv',
    'bin',
    'bin',
  ]);
});
