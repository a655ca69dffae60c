import { expect, test } from 'vitest';
import { answerTo } from '../../lib/chat-table/answer.ts';

/* The Web Worker always answers, because the page waits for it. */

test('a history is answered with a table', async () => {
  const made = await answerTo(new Blob(['[{"content": "Hello"}]']));
  expect(made).toMatchObject({ kind: 'table', messages: 1 });
});

test.each([
  ['no JSON', '<h1>Sign in</h1>'],
  ['a string that is not closed', `"${'\\"'.repeat(2_000_000)}`],
  ['too many levels', '['.repeat(100_000)],
  ['nothing', ''],
])('a text that is no JSON is reported: %s', async (_, text) => {
  expect(await answerTo(new Blob([text]))).toEqual({ kind: 'not-json' });
});

test('a string with four million escapes is one message', async () => {
  const made = await answerTo(new Blob([`"${'\\"'.repeat(4_000_000)}"`]));
  expect(made).toMatchObject({ kind: 'table', messages: 1 });
});

test('a file that cannot be read is reported as one without a table', async () => {
  const file = new Blob(['[]']);
  file.text = () => Promise.reject(new DOMException('Gone', 'NotReadableError'));
  expect(await answerTo(file)).toEqual({ kind: 'failed' });
});
