import { expect, test } from 'vitest';
import { parseMentor } from '../../../lib/ibl/account/mentor-address.ts';

test('the address of a mentor is an https address, with its path', () => {
  const page = 'https://mentor.school.edu/platform/main?x=1';
  expect(parseMentor(` ${page} `)).toBe(page);
  expect(parseMentor('mentor.school.edu')).toBe('https://mentor.school.edu/');
  expect(parseMentor('mentor.school.edu:8443/chat')).toBe('https://mentor.school.edu:8443/chat');
  expect(parseMentor('   ')).toBe('');
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
  `https://mentor.school.edu/${'x'.repeat(1_000)}`,
])('%s is no address of a mentor', (typed) => {
  expect(parseMentor(typed)).toBeNull();
});
