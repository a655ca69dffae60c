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
  [{ kind: 'not-ready' }, true, /not ready yet.*Check again later/],
  [{ kind: 'cancelled' }, true, /Stopped\. The server may still finish/],
  [{ kind: 'cancelled' }, false, /^Stopped\.$/],
  [{ kind: 'failed', state: 'FAILURE' }, true, /could not prepare your chats/],
  [{ kind: 'no-network' }, true, /offline/],
  [{ kind: 'timeout' }, true, /too long/],
  [{ kind: 'not-ibl' }, true, /that ibl\.ai never gives/],
  [{ kind: 'not-connected' }, true, /not connected/],
  [{ kind: 'no-room' }, true, /no storage space/],
  [status(500), true, /could not make the file \(error 500\)/],
  [status(404), true, /no longer has this file/],
  [status(404), false, /does not offer chats/],
  [status(401), true, /API key/],
  [status(403), true, /does not allow this/],
  [status(429), true, /very busy/],
  [status(400), true, /\(error 400\)/],
])('explains why there is no file: %j', (why, known, words) => {
  expect(wordsOfEnd(why, known)).toMatch(words);
});

test.each<[EraseReason, RegExp]>([
  [{ kind: 'no-id' }, /no number/],
  [{ kind: 'odd' }, /a Waypoint name/],
  [{ kind: 'stays' }, /still lists it/],
  [{ kind: 'not-ours' }, /not saved for you/],
  [{ kind: 'not-connected' }, /no API key/],
  [{ kind: 'no-network' }, /offline/],
  [{ kind: 'timeout' }, /too long/],
  [{ kind: 'not-ibl' }, /ibl\.ai server/],
  [status(403), /does not allow this/],
  [status(503), /\(error 503\)/],
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
