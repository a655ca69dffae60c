import { expect, test } from 'vitest';
import { EMPTY_FILE, readSettingsFile, writeSettingsFile } from '../lib/settings-file.ts';

/* A learner may choose any file at all. */

const faultOf = (text: string) => {
  const read = readSettingsFile(text);
  return read.ok ? null : read.fault;
};
const withParts = (parts: object) => JSON.stringify({ ...EMPTY_FILE, ...parts });

/** A frozen file of version 1, which later versions must still read. */
const VERSION_1 = `{
  "format": "waypoint-settings",
  "version": 1,
  "paused": true,
  "sites": [
    { "origin": "https://learning.edx.org", "follow": false },
    { "origin": "http://apps.tutor.localhost:2000", "follow": true }
  ],
  "connections": [
    {
      "address": "https://base.manager.iblai.app",
      "organization": "main",
      "username": "ada",
      "sites": []
    }
  ],
  "neverFollowed": [
    { "courseKey": "course-v1:edX+DemoX+Demo_Course", "title": "Demonstration Course" }
  ]
}`;

test('reads a file of version 1, and writes the same content', () => {
  const read = readSettingsFile(VERSION_1);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  expect(read.file).toEqual(JSON.parse(VERSION_1));
  expect(JSON.parse(writeSettingsFile(read.file))).toEqual(JSON.parse(VERSION_1));
});

test('reads a file in which parts are missing', () => {
  expect(readSettingsFile(withParts({}))).toEqual({ ok: true, file: EMPTY_FILE });
});

test.each(['', '{', 'waypoint', '\u0000', '<html>', '['.repeat(100_000)])(
  'reports text that is not JSON: %s',
  (text) => {
    expect(faultOf(text)).toEqual({ kind: 'not-json' });
  },
);

test.each(['null', '7', '"waypoint-settings"', '[]', '{}', '{"format":"other","version":1}'])(
  'reports JSON that is not a settings file: %s',
  (text) => {
    expect(faultOf(text)).toEqual({ kind: 'not-ours' });
  },
);

test('tells a newer version from a damaged one', () => {
  expect(faultOf(withParts({ version: 2, sites: 'all' }))).toEqual({ kind: 'newer' });
  for (const version of [0, 1.5, '1', null]) {
    expect(faultOf(withParts({ version }))).toMatchObject({
      kind: 'damaged',
      issue: { at: 'version' },
    });
  }
});

const EDX = 'https://learning.edx.org';
const connection = {
  address: 'https://base.manager.iblai.app',
  organization: 'main',
  username: 'ada',
  sites: [],
};

test.each([
  ['paused', { paused: 'yes' }],
  ['sites', { sites: {} }],
  ['sites[0].origin', { sites: [{ origin: 'http://campus.example', follow: true }] }],
  ['sites[0].origin', { sites: [{ origin: 'https://*', follow: true }] }],
  ['sites[0].origin', { sites: [{ origin: 'https://a.example/path', follow: true }] }],
  ['sites[0].origin', { sites: [{ origin: 'javascript:alert(1)', follow: true }] }],
  ['sites[0].origin', { sites: [{ origin: 'chrome://extensions', follow: true }] }],
  ['sites[0].follow', { sites: [{ origin: 'https://campus.example' }] }],
  ['connections[0].address', { connections: [{ ...connection, address: 'http://x.example' }] }],
  [
    'connections[0].address',
    { connections: [{ ...connection, address: 'https://a:b@c.example' }] },
  ],
  ['connections[0].organization', { connections: [{ ...connection, organization: 'a/../b' }] }],
  ['connections[0].username', { connections: [{ ...connection, username: '..' }] }],
  ['connections[0].username', { connections: [{ ...connection, username: 'ada\u202e' }] }],
  ['connections[0].sites[0]', { connections: [{ ...connection, sites: ['*'] }] }],
  ['neverFollowed[0].courseKey', { neverFollowed: [{ courseKey: 'all', title: 'All' }] }],
  [
    'neverFollowed[0].title',
    { neverFollowed: [{ courseKey: 'course-v1:a+b+c', title: 'a\u202eb' }] },
  ],
  ['sites', { sites: Array.from({ length: 1001 }, () => ({ origin: EDX, follow: false })) }],
])('reports a damaged value at %s', (at, parts) => {
  expect(faultOf(withParts(parts))).toMatchObject({ kind: 'damaged', issue: { at } });
});

test('drops unknown fields, such as a key or a prototype', () => {
  const text = withParts({ connections: [{ ...connection, key: 'secret', connected: true }] });
  const hostile = text.replace('{', '{"__proto__":{"paused":true},"constructor":1,');
  const read = readSettingsFile(hostile);
  expect(read).toEqual({ ok: true, file: { ...EMPTY_FILE, connections: [connection] } });
  expect(JSON.stringify(read)).not.toContain('secret');
});
