import { expect, test } from 'vitest';
import { parseHttps } from '../../lib/shared/https-address.ts';

test('an address is an https address, with its path', () => {
  const page = 'https://mentor.school.edu/platform/main?x=1';
  expect(parseHttps(` ${page} `)).toBe(page);
  expect(parseHttps('mentor.school.edu')).toBe('https://mentor.school.edu/');
  expect(parseHttps('mentor.school.edu:8443/chat')).toBe('https://mentor.school.edu:8443/chat');
});

test.each([
  'http://mentor.school.edu',
  'javascript:alert(1)',
  'javascript://%0aalert(1)',
  'data:text/html,hello',
  'https://mentor.school.edu@evil.example',
  'https://user:secret@mentor.school.edu',
  'https://mentor.school.edu\\@evil.example',
  'https://men tor.school.edu',
  'https://mentor.school.edu/\u202Etxt',
  'https://',
  '   ',
  `https://mentor.school.edu/${'x'.repeat(1_000)}`,
])('%s is no https address', (typed) => {
  expect(parseHttps(typed)).toBeNull();
});
