import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemOf, withVersion } from '../../dev/release/version.ts';

test.each(['0.1.0', '0.1.1', '0.2.0', '0.10.0', '1.0.0', '65535.0.0'])('%s may follow', (next) => {
  expect(problemOf(next, '0.1.0')).toBeNull();
});

test.each(['0.9.9', '1.1.9', '0.0.1'])('%s is older than 1.2.0', (next) => {
  expect(problemOf(next, '1.2.0')).toBe(`${next} is older than 1.2.0`);
});

test.each(['', '1', '1.2', '1.2.3.4', 'v1.2.3', '01.2.3', '1.2.3-beta', '65536.0.0', '0.0.0'])(
  'no store takes "%s"',
  (next) => {
    expect(problemOf(next, '0.0.1')).toContain('is not a version');
  },
);

test('a version is set wherever a file says it, and nowhere else', () => {
  const changed = (file: string): string[] => {
    const before = readFileSync(file, 'utf8');
    const lines = before.split('\n');
    return withVersion(before, '9.8.7')
      .split('\n')
      .filter((line, i) => line !== lines[i]);
  };
  expect(changed('package.json')).toEqual(['  "version": "9.8.7",']);
  expect(changed('package-lock.json')).toEqual([
    '  "version": "9.8.7",',
    '      "version": "9.8.7",',
  ]);
});
