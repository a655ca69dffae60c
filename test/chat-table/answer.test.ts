import { expect, test } from 'vitest';
import { answerTo } from '../../lib/chat-table/answer.ts';

/* What the Web Worker answers: always something, as the page waits for it. */

test('a history is a table', async () => {
  const made = await answerTo(new Blob(['[{"content": "Hello"}]']));
  expect(made).toMatchObject({ kind: 'table', messages: 1 });
});

test.each([
  ['no JSON', '<h1>Sign in</h1>'],
  ['a string that is not closed', `"${'\\"'.repeat(2_000_000)}`],
  ['too many levels', '['.repeat(100_000)],
  ['nothing', ''],
])('%s is said to be no JSON', async (_, text) => {
  expect(await answerTo(new Blob([text]))).toEqual({ kind: 'not-json' });
});

test('a string with four million escapes is one message', async () => {
  const made = await answerTo(new Blob([`"${'\\"'.repeat(4_000_000)}"`]));
  expect(made).toMatchObject({ kind: 'table', messages: 1 });
});

test('a file that cannot be read is said to be none that a table can be made of', async () => {
  const file = new Blob(['[]']);
  file.text = () => Promise.reject(new DOMException('Gone', 'NotReadableError'));
  expect(await answerTo(file)).toEqual({ kind: 'failed' });
});
