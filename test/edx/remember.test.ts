import { expect, test, vi } from 'vitest';
import { remember } from '../../lib/edx/remember.ts';

test('computes an answer once as long as the text stays the same', () => {
  const read = vi.fn((text: string) => text.length);
  const length = remember(read);
  expect(['a', 'a', 'bc', 'bc', 'a'].map(length)).toEqual([1, 1, 2, 2, 1]);
  expect(read.mock.calls).toEqual([['a'], ['bc'], ['a']]);
});
