import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sectionOf, withRelease } from '../../dev/release/changelog.ts';

const BEFORE = `# Changelog

What changed.

## [Unreleased]

Not out yet.

### Added

- One thing.

### Security

- Another.

## [0.1.0] - 2026-01-02

### Added

- The first thing.
`;

test('the unreleased changes get the version and the day, and nothing else changes', () => {
  const after = withRelease(BEFORE, '0.2.0', '2026-03-04');
  expect(after).toBe(
    BEFORE.replace('## [Unreleased]\n\nNot out yet.\n', '## [0.2.0] - 2026-03-04\n'),
  );
  expect(sectionOf(after, '0.2.0')).toBe('### Added\n\n- One thing.\n\n### Security\n\n- Another.');
  expect(sectionOf(after, '0.1.0')).toBe('### Added\n\n- The first thing.');
});

test('a version is released once, and never without changes', () => {
  expect(() => withRelease(BEFORE, '0.1.0', '2026-03-04')).toThrow('0.1.0 was released before');
  const after = withRelease(BEFORE, '0.2.0', '2026-03-04');
  expect(() => withRelease(after, '0.3.0', '2026-03-05')).toThrow('no changes under Unreleased');
  const empty = BEFORE.replace(/Not out yet.*?(?=## \[0)/s, '');
  expect(() => withRelease(empty, '0.3.0', '2026-03-05')).toThrow('no changes under Unreleased');
});

test('a section that is not there is told from an empty one', () => {
  expect(sectionOf(BEFORE, '9.9.9')).toBeNull();
  expect(sectionOf('## [1.0.0]\n', '1.0.0')).toBe('');
});

test('our own changelog can be released', () => {
  const own = readFileSync('CHANGELOG.md', 'utf8');
  const after =
    sectionOf(own, 'Unreleased') === null ? own : withRelease(own, '9.9.9', '2026-03-04');
  expect(after).toMatch(/^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d\n\n### /m);
});
