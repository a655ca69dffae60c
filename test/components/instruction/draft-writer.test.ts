import { expect, test } from 'vitest';
import { createDraftWriter } from '../../../components/instruction/draft-writer.ts';

/** A store whose writes end when they are told to. */
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

test('each draft is written the moment it is given, not after the one before', () => {
  const { writer, begun } = slowStore();
  void writer.put('about', 'a');
  void writer.put('about', 'ab');
  void writer.put('about', null);
  expect(begun).toEqual(['a', 'ab', null]);
});

test('the newest is what stays, in whatever order the writes end', async () => {
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

test('a store that refuses is told of, and not asked for ever', async () => {
  let tries = 0;
  const writer = createDraftWriter<'about', string>(() => {
    tries += 1;
    return Promise.reject(new Error('no room'));
  });
  await expect(writer.put('about', 'a')).rejects.toThrow('no room');
  expect(tries).toBe(1);
});
