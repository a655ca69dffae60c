import { expect, test } from 'vitest';
import { mentorPageOf } from '../../lib/domain/mentor-page.ts';
import { connection } from '../store/connection.ts';

const OWN = 'https://ibl.school.edu';
const TYPED = 'https://mentor.school.edu/chat';
const signIn = (page: string) =>
  ({ kind: 'sign-in', page, expires: null, token: 'dm_token' }) as const;

test('the mentor is on the page of the sign-in, whatever else is known', () => {
  const source = signIn('https://mentorai.school.edu');
  expect(mentorPageOf(connection({ base: OWN, source, mentor: TYPED }))).toBe(
    'https://mentorai.school.edu/',
  );
});

test('a page that only signs learners in shows no mentor', () => {
  const source = signIn('https://login.iblai.app');
  expect(mentorPageOf(connection({ source }))).toBe('https://os.ibl.ai/');
  expect(mentorPageOf(connection({ source, mentor: TYPED }))).toBe(TYPED);
});

test('with a key, the mentor is where the learner said', () => {
  expect(mentorPageOf(connection({ mentor: TYPED }))).toBe(TYPED);
  expect(mentorPageOf(connection({ base: OWN, mentor: TYPED }))).toBe(TYPED);
});

test("otherwise only the mentor of ibl.ai's own servers is known", () => {
  expect(mentorPageOf(connection())).toBe('https://os.ibl.ai/');
  expect(mentorPageOf(connection({ base: 'https://api.iblai.app/dm' }))).toBe('https://os.ibl.ai/');
  expect(mentorPageOf(connection({ base: OWN }))).toBeNull();
  expect(mentorPageOf(connection({ base: 'https://api.iblai.app.evil.example' }))).toBeNull();
});
