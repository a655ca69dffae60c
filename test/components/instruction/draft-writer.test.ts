import { expect, test } from 'vitest';
import { createDraftWriter } from '../../../components/instruction/draft-writer.ts';

/** Creates a writer for a store in which the test ends each write. */
function slowStore() {
  let kept: string | null = null;
  const running: (() => void)[] = [];
  const begun: (string | null)[] = [];
  const writer = createDraftWriter<'about', string>(async (_, draft) => {
    begun.push(draft);
    await new Promise<void>((done) => running.push(done));
    kept = draft;
  });
  const turn = () => new Promise((done) => setTimeout(done, 0));
  return {
    writer,
    begun,
    kept: () => kept,
    async end(n: number): Promise<void> {
      running[n]?.();
      await turn();
    },
  };
}

test('writes each draft at once, without waiting for the one before', () => {
  const { writer, begun } = slowStore();
  void writer.put('about', 'a');
  void writer.put('about', 'ab');
  void writer.put('about', null);
  expect(begun).toEqual(['a', 'ab', null]);
});

test('stores the newest draft, in whatever order the writes end', async () => {
  const store = slowStore();
  void store.writer.put('about', 'a');
  const last = store.writer.put('about', 'ab');
  await store.end(1);
  expect(store.writer.isBusy('about')).toBe(true);
  await store.end(0);
  expect(store.kept()).toBe('a');
  expect(store.begun).toEqual(['a', 'ab', 'ab']);
  await store.end(2);
  await last;
  expect(store.kept()).toBe('ab');
  expect(store.writer.isBusy('about')).toBe(false);
});

test('rejects when the store rejects, and does not try again', async () => {
  let tries = 0;
  const writer = createDraftWriter<'about', string>(() => {
    tries += 1;
    return Promise.reject(new Error('no room'));
  });
  await expect(writer.put('about', 'a')).rejects.toThrow('no room');
  expect(tries).toBe(1);
});
