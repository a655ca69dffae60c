import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createPendingDeletes } from '../../../components/deletes/pending-deletes-model.ts';
import { seconds } from '../../../components/ui/time.tsx';
import type { Overview } from '../../../lib/domain/overview.ts';
import type { PendingDelete } from '../../../lib/store/items/pending-deletes.ts';
import { connection } from '../../store/connection.ts';
import { overview, school } from '../../harness/overviews.ts';
import { COURSE } from '../../harness/sample-places.ts';

/* Tests what the undo bar shows of deletes and unfollows. */

const NOW = seconds.peek();
const { id } = connection();
const left = (discardAt: number | null) => [{ courseKey: COURSE, title: 'Demo', discardAt }];
const pending = (fields: Partial<PendingDelete> = {}): PendingDelete => ({
  connectionId: id,
  courseKey: COURSE,
  edx: null,
  ours: '0f8fad5b-d9cb-469f-a165-70867728950e',
  due: NOW + 60_000,
  attempts: 0,
  failed: null,
  stops: false,
  ...fields,
});
const batchesOf = (fields: Partial<Overview>) => {
  const value = signal(overview([school()], fields));
  return createPendingDeletes({ value, refresh: async () => undefined }).batches.value;
};

test('an unfollow can be undone at every connection until what waits is discarded', () => {
  expect(batchesOf({ never: left(NOW + 60_000) })).toMatchObject([
    { state: 'stop', courses: [{ connectionId: null, title: 'Demo' }] },
  ]);
  expect(batchesOf({ never: left(NOW) })).toEqual([]);
  expect(batchesOf({ never: left(null) })).toEqual([]);
});

test('the undo of a delete that unfollows is offered once', () => {
  const fields = { never: left(NOW + 60_000), pendingDeletes: [pending({ stops: true })] };
  expect(batchesOf(fields)).toMatchObject([{ state: 'soon', courses: [{ connectionId: id }] }]);
});

test('an unfollow beside a delete has an undo of its own', () => {
  const fields = { never: left(NOW + 60_000), pendingDeletes: [pending()] };
  expect(batchesOf(fields).map(({ state }) => state)).toEqual(['soon', 'stop']);
});
