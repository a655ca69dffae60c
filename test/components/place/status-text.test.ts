import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Trouble as Failure } from '../../../components/data/ask-background.ts';
import { EMPTY_FORM, type Form, type Problem } from '../../../components/connect/connect-types.ts';
import { MARK, MARK_2 } from '../../../components/ui/sentence.tsx';
import { wordsOfConnect } from '../../../components/connect/connect-text.ts';
import { wordsOfStatus } from '../../../components/place/status-text.tsx';
import { wordsOf } from '../../../components/ui/fault/fault-text.ts';
import { BLOCKED_REASONS } from '../../../lib/edx/place.ts';
import { CONNECTION_STOPS } from '../../../lib/store/items/connections.ts';
import { NOT_SHOWN, type SendError } from '../../../lib/store/items/outbox-record.ts';
import type { Status } from '../../../lib/domain/place-status.ts';
import type { Wait } from '../../../lib/domain/waiting-places.ts';
import { speakEnglish } from '../english.ts';
import { connection } from '../../store/connection.ts';

beforeAll(speakEnglish);

const NOW = Date.parse('2026-11-23T10:00:00Z');
const status = (code: number) =>
  ({ kind: 'status', status: code, words: 'Their words.', retryAfter: null }) as const;

/** Checks that each sentence exists and that no two are equal. */
function expectDistinct(sentences: readonly string[]): void {
  for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[.…]/u);
  expect(new Set(sentences).size).toBe(sentences.length);
}

const MINUTE = 60_000;
const waiting = (why: Wait, since = NOW): Status => ({ kind: 'waiting', since, why });
const retry = (error: SendError, asked = 0, next = NOW + 5 * MINUTE, free = 0): Wait => ({
  kind: 'again',
  error,
  next,
  asked,
  free,
});
const server = (code: number): SendError => ({ kind: 'server', status: code });
const refused = (code: number, final: boolean): Wait => ({
  kind: 'rejected',
  status: code,
  words: 'Their words.',
  final,
});
const SITE = 'https://learning.edx.org';

/** Returns all that the popup says about a status: its line, its advice and the names of its buttons. */
function fullTextOf(one: Status): string {
  const { line, advice, actions } = wordsOfStatus(one, { connection: connection(), now: NOW });
  const values = (line.values ?? []).map((value) => (typeof value === 'string' ? value : '…'));
  const text = line.text.replace(MARK, String(values[0])).replace(MARK_2, String(values[1]));
  const buttons = (actions ?? []).map((action) => `[${action}]`);
  return [text, advice ?? '', ...buttons].filter((part) => part !== '').join(' ');
}

const clockTime = (at: number) => new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(at);
/** The last minute of the learner's day, and their next midnight. */
const TODAY = new Date(NOW).setHours(23, 59, 0, 0);
const TOMORROW = new Date(NOW).setHours(24, 0, 0, 0);

/** Every status, with all that the popup says about it. */
const STATUS_TEXTS: readonly (readonly [Status, string])[] = [
  [
    { kind: 'paused', waiting: 0, until: null },
    'Paused. Waypoint does not read, record or send your place.',
  ],
  [
    { kind: 'paused', waiting: 1, until: null },
    'Paused. Waypoint does not read, record or send your place. 1 place is waiting. It will be sent when the pause ends.',
  ],
  [
    { kind: 'paused', waiting: 0, until: TODAY },
    `Paused until ${clockTime(TODAY)}. Waypoint does not read, record or send your place.`,
  ],
  [
    { kind: 'paused', waiting: 0, until: TOMORROW },
    `Paused until tomorrow at ${clockTime(TOMORROW)}. Waypoint does not read, record or send your place.`,
  ],
  [
    { kind: 'course-paused', courseKey: 'course-v1:A+B+C', until: TODAY },
    `You paused this course until ${clockTime(TODAY)}. Nothing from it is recorded or sent. A place that was waiting stays here and will be sent when the pause ends. [resume-course]`,
  ],
  [
    { kind: 'no-room' },
    'There is no storage space left to keep your place. Free up space on this computer, for example by deleting old downloads. Everything kept before is safe. Waypoint checks again every minute. [try-again]',
  ],
  [
    { kind: 'blocked', reason: 'exam' },
    'This looks like an exam. Nothing is recorded or sent here. While it is open, nothing is sent from your other courses either.',
  ],
  [
    { kind: 'blocked', reason: 'staff' },
    'This page shows staff tools, so nothing is recorded or sent here.',
  ],
  [
    { kind: 'blocked', reason: 'preview' },
    'This is a preview of a course, so nothing is recorded or sent here.',
  ],
  [
    { kind: 'blocked', reason: 'authoring' },
    'This page is for creating courses, so nothing is recorded or sent here.',
  ],
  [
    { kind: 'blocked', reason: 'unknown-course' },
    'Waypoint is not sure which course this is, so nothing is recorded or sent here.',
  ],
  [
    { kind: 'another-account', site: SITE },
    'A different account is now signed in on learning.edx.org. Is this still you? Until you answer, nothing from this site is recorded or sent. [answer]',
  ],
  [{ kind: 'no-course' }, 'This is not a course page.'],
  [
    { kind: 'not-connected', waiting: 0 },
    'Not connected to ibl.ai. Connect once. After that, Waypoint saves your places for your mentor. [connect]',
  ],
  [
    { kind: 'not-connected', waiting: 2 },
    'Not connected to ibl.ai. 2 places are waiting here until you connect. [connect]',
  ],
  [
    { kind: 'stopped', reason: 'key-refused', words: '', since: NOW - 5 * MINUTE },
    "Nothing is being saved: your school's server did not accept your API key. Ask your school for a new API key and enter it in Settings. This started 5 minutes ago. [options] [try-again]",
  ],
  [
    { kind: 'stopped', reason: 'not-allowed', words: '', since: NOW },
    "Nothing is being saved: your school's server does not allow saving for user ada at main. Check the school and the username in Settings, or ask your school for your own key. This started just now. [options] [try-again]",
  ],
  [
    { kind: 'stopped', reason: 'no-key', words: '', since: NOW },
    'Nothing is being saved: your API key is no longer in this browser. Enter it again in Settings. This started just now. [options]',
  ],
  [
    { kind: 'not-a-unit' },
    'This page belongs to the course, but it is not a unit. Waypoint saves only units, the pages with the lessons. This page is not sent anywhere.',
  ],
  [
    { kind: 'deleting' },
    'You asked to delete what is stored about this course. Until that is done, nothing is saved for it. You can undo this under Memory.',
  ],
  [
    waiting({ kind: 'quiet', next: NOW + 5_000, free: 0 }),
    'Saving for your mentor in a few seconds…',
  ],
  [
    waiting({ kind: 'quiet', next: NOW, free: 0 }, NOW - 10 * MINUTE),
    'Not saved yet. It has been waiting for 10 minutes. Waypoint will try again within a minute. [try-again]',
  ],
  [
    waiting({ kind: 'quiet', next: NOW + 10 * MINUTE, free: 0 }),
    'Not saved yet. Waypoint will try again in 10 minutes. [try-again]',
  ],
  [
    waiting({ kind: 'exam' }, NOW - 2 * MINUTE),
    'Not saved yet: an exam is open in another tab. It will be sent when you leave the exam or close its tab. It has been waiting for 2 minutes.',
  ],
  [
    waiting({ kind: 'account', site: SITE }),
    'Not saved yet: Waypoint is not sure whose account is signed in on learning.edx.org. Please answer that question first.',
  ],
  [
    waiting({ kind: 'deleting' }),
    'You asked to delete what is stored about this course. Until that is done, nothing is saved for it. You can undo this under Memory.',
  ],
  [
    waiting(retry({ kind: 'no-network' }), NOW - 61 * MINUTE),
    "Not saved yet: you are offline, or your school's server cannot be reached. Check that you are online. It has been waiting for 1 hour. Waypoint will try again in 5 minutes. [try-again]",
  ],
  [
    waiting(retry({ kind: 'timeout' }, 0, NOW + 9_000)),
    "Not saved yet: your school's server took too long to answer. Waypoint will try again within a minute. [try-again]",
  ],
  [
    waiting(retry(server(408), 0, NOW + 59_999), NOW - 2 * MINUTE),
    "Not saved yet: your school's server took too long to answer. The problem is not on your side. It has been waiting for 2 minutes. Waypoint will try again within a minute. [try-again]",
  ],
  [
    waiting(retry({ kind: 'not-ibl' })),
    "Not saved yet: something other than an ibl.ai server answered. If this Wi-Fi has its own sign-in page, sign in there first. If not, check the address of your school's server in Settings. Waypoint will try again in 5 minutes. [options] [try-again]",
  ],
  [
    waiting(retry({ kind: 'not-shown' })),
    "Not saved yet: your school's server does not show the place that Waypoint sent. Waypoint keeps looking for it, and does not send it a second time. [try-again]",
  ],
  [
    waiting(refused(NOT_SHOWN, true)),
    "Not saved: your school's server does not show the place that Waypoint sent. It may be there anyway. To avoid two memories of one course, Waypoint sends nothing more about this course until you press Try again. [try-again]",
  ],
  [
    waiting(retry(server(500))),
    "Not saved yet: your school's server has a problem (error 500). The problem is not on your side. Waypoint will try again in 5 minutes. [try-again]",
  ],
  [
    waiting(retry(server(429), 0)),
    "Not saved yet: your school's server is very busy right now. The problem is not on your side. Waypoint will try again in 5 minutes. [try-again]",
  ],
  [
    waiting(retry({ kind: 'intermediary', status: 403 })),
    "Not saved yet: something between you and your school's server answered instead (error 403). If this Wi-Fi has its own sign-in page, sign in there. If not, this usually passes, for example when the server's update is done. Waypoint will try again in 5 minutes. [try-again]",
  ],
  [
    waiting(retry(server(429), NOW + 5 * MINUTE)),
    "Not saved yet: your school's server is very busy right now. The server asked Waypoint to wait. Waypoint will try again in 5 minutes. [try-again]",
  ],
  // There is no button, because the learner pressed it less than a minute ago.
  [
    waiting(retry(server(429), NOW + 5 * MINUTE, NOW + 5 * MINUTE, NOW + 30_000)),
    "Not saved yet: your school's server is very busy right now. The server asked Waypoint to wait. You can press Try again once a minute. Waypoint will try again in 5 minutes.",
  ],
  [
    waiting(retry(server(503), NOW + 90 * MINUTE, NOW + 90 * MINUTE)),
    "Not saved yet: your school's server has a problem (error 503). The server asked Waypoint to wait. Waypoint will try again in 2 hours. [try-again]",
  ],
  [
    waiting(refused(413, false), NOW - 3 * MINUTE),
    "Not saved: your school's server rejected this place (error 413). Waypoint will try again with the next unit you open in this course. It has been waiting for 3 minutes. [try-again]",
  ],
  [
    waiting(refused(400, true)),
    "Not saved: your school's server rejected this place (error 400). It was rejected three times. Waypoint stops trying for this course until you press Try again. [try-again]",
  ],
  [
    waiting(refused(0, false)),
    'Not saved: something is already stored under the name of this course, and Waypoint did not write it for you. Waypoint will try again with the next unit you open in this course. [try-again]',
  ],
  [
    waiting({ kind: 'school', state: 'not-connected' }),
    'This school is not connected. Your place is waiting until it is. [options]',
  ],
  [
    waiting({ kind: 'school', state: 'key-refused' }),
    "Nothing is being saved: your school's server did not accept your API key. [options]",
  ],
  [
    { kind: 'disconnecting' },
    'Waypoint is deleting what it saved at this school. Then it disconnects. Nothing new is saved there. Settings shows how far it is, and what you can do. [options]',
  ],
  [
    { kind: 'no-access' },
    "Your browser does not let Waypoint reach your school's server. Nothing is saved until you allow it. After that, Waypoint sends what is waiting. [allow-server]",
  ],
  [
    waiting({ kind: 'school', state: 'no-access' }),
    "Your browser does not let Waypoint reach your school's server. [options]",
  ],
  [{ kind: 'saved', at: NOW }, 'Saved for your mentor.'],
  [
    { kind: 'not-followed', courseKey: 'course-v1:A+B+C' },
    'You asked Waypoint to stop following this course. Nothing from it is recorded or sent. [follow]',
  ],
  [
    { kind: 'course-paused', courseKey: 'course-v1:A+B+C', until: null },
    'You paused this course. Nothing from it is recorded or sent. A place that was waiting stays here and will be sent when the pause ends. [resume-course]',
  ],
  [
    waiting({ kind: 'paused' }),
    'It is waiting because you paused its site or course. It will be sent when the pause ends.',
  ],
  [
    { kind: 'school-keeps' },
    "Your school's server already saves your place in this course. So Waypoint does not save it a second time. It checks again every day.",
  ],
  [
    { kind: 'newer-elsewhere' },
    'Another of your devices saved a newer place in this course. Waypoint keeps that one. The next unit you open here will be saved.',
  ],
  [{ kind: 'seen' }, 'This place has not been saved. Waypoint will save the next unit you open.'],
];
const STATUSES = STATUS_TEXTS.map(([one]) => one);
const textsOf = (one: Status) => wordsOfStatus(one, { connection: null, now: NOW });

test.each(STATUS_TEXTS)('the popup explains %j', (one, words) => {
  expect(fullTextOf(one)).toBe(words);
});

/** The compiler requires each kind here, and a test requires one of each kind in the table. */
const KINDS: Record<Status['kind'], true> &
  Record<Wait['kind'], true> &
  Record<SendError['kind'], true> = {
  paused: true,
  'course-paused': true,
  'no-room': true,
  blocked: true,
  'another-account': true,
  'no-course': true,
  'not-connected': true,
  disconnecting: true,
  'no-access': true,
  school: true,
  stopped: true,
  'not-a-unit': true,
  deleting: true,
  waiting: true,
  saved: true,
  'not-followed': true,
  'school-keeps': true,
  'newer-elsewhere': true,
  seen: true,
  quiet: true,
  exam: true,
  account: true,
  again: true,
  rejected: true,
  'no-network': true,
  timeout: true,
  'not-ibl': true,
  intermediary: true,
  'not-shown': true,
  server: true,
};

test('the table has every kind of status, wait, error and stop', () => {
  const table = JSON.stringify(STATUSES);
  const kinds = [...Object.keys(KINDS), ...CONNECTION_STOPS, ...BLOCKED_REASONS];
  expect(kinds.filter((kind) => !table.includes(`"${kind}"`))).toEqual([]);
});

test('each status that needs the learner has a button and says what to do', () => {
  for (const one of STATUSES) {
    const { tone, advice, actions } = textsOf(one);
    if (tone === 'stop') expect(actions?.length, one.kind).toBeGreaterThan(0);
    if (tone === 'stop') expect(advice, one.kind).toMatch(/\.$/);
  }
});

test('no text claims that the mentor knows', () => {
  expect(readFileSync('components/locales/en.yml', 'utf8')).not.toMatch(/mentor (now )?knows/i);
});

test('each failure of a request has its own sentence', () => {
  const failures: readonly Failure[] = [
    { kind: 'no-network' },
    { kind: 'timeout' },
    { kind: 'not-ibl', status: 200 },
    { kind: 'not-ours' },
    { kind: 'not-connected' },
    { kind: 'no-answer' },
    ...[400, 401, 403, 404, 429, 500, 503].map(status),
    { ...status(429), retryAfter: 5 * MINUTE },
  ];
  expectDistinct(failures.map(wordsOf));
  expect(wordsOf({ ...status(503), retryAfter: 5 * MINUTE })).toMatch(/wait for 5 minutes\.$/);
});

const FORM: Form = {
  ...EMPTY_FORM,
  org: 'main',
  username: 'ada',
  key: 'k',
  address: 'https://ibl.example.edu',
};

test('each failure to connect has its own sentence, with the names it is about', () => {
  const problems: readonly Problem[] = [
    { kind: 'no-network' },
    { kind: 'timeout' },
    { kind: 'not-ibl', status: 200 },
    { kind: 'no-permission' },
    { kind: 'duplicate' },
    { kind: 'no-answer' },
    ...[400, 401, 403, 404, 429, 503].map(status),
    ...(['org', 'username', 'key'] as const).map((field) => ({ kind: 'field', field }) as const),
    ...(['empty', 'not-an-address', 'not-https', 'is-a-mock'] as const).map(
      (fault) => ({ kind: 'address', fault }) as const,
    ),
  ];
  expectDistinct(problems.map((one) => wordsOfConnect(one, FORM).phrase.text));
  expect(wordsOfConnect(status(403), FORM).phrase.values).toEqual(['ada', 'main']);
  expect(wordsOfConnect({ kind: 'no-network' }, FORM).phrase.values).toEqual([FORM.address]);
  expect(wordsOfConnect({ kind: 'field', field: 'key' }, FORM).field).toBe('key');
});
