import { expect, test } from 'vitest';
import { ownServer } from '../../lib/domain/registrable-domain.ts';

/*
 * Tests which API server has the registrable domain of a page, because the token of a sign-in goes
 * to no other.
 */

const school = 'https://base.manager.ai.school.edu';

test.each([
  ['https://mentor.ai.school.edu', school],
  ['https://www.school.edu', school],
  ['https://school.edu', school],
  ['https://mentor.school.ac.uk', 'https://base.manager.school.ac.uk'],
  ['https://mentor.ai.example', 'https://api.ai.example/dm'],
])('%s belongs to %s', (page, base) => {
  expect(ownServer(page, ['https://api.other.org', base])).toBe(base);
});

test.each([
  // Nobody owns a suffix, even one of several parts, of a company, or with a wildcard.
  ['https://mentor.co.uk', 'https://base.manager.co.uk'],
  ['https://co.uk', 'https://api.co.uk'],
  ['https://mentor.github.io', 'https://api.github.io'],
  ['https://mentor.vercel.app', 'https://api.vercel.app'],
  ['https://mentor.k12.ma.us', 'https://api.k12.ma.us'],
  ['https://mentor.kawasaki.jp', 'https://api.kawasaki.jp'],
  ['https://a.school.edu.evil.org', school],
  ['https://notschool.edu', school],
  // An IP address has no domain, whatever its last numbers are.
  ['https://192.168.1.1', 'https://10.0.1.1'],
  ['https://1.2.3.4', 'https://1.2.3.4'],
  ['https://[::1]', 'https://[::1]'],
  ['https://localhost', 'https://localhost'],
])('%s does not belong to %s', (page, base) => {
  expect(ownServer(page, [base])).toBeNull();
});
