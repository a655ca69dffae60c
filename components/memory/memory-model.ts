import { computed, signal } from '@preact/signals';
import { i18n } from '#i18n';
import { timeOf, type MemoryRow } from '../../lib/store/items/server-cache.ts';
import type { PendingDelete } from '../../lib/store/items/pending-deletes.ts';
import type { CourseRecord } from '../../lib/store/items/outbox-record.ts';
import { isStudied } from '../../lib/domain/followed-courses.ts';
import { lookAt, type Overview } from '../../lib/domain/overview.ts';
import { ask, type Trouble } from '../data/ask-background.ts';
import { courseTitleOf } from '../ui/names.ts';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import { wordsIn } from '../ui/search/search-fold.ts';
import type { Live } from '../data/live.ts';
import { searchText } from './search-text.ts';
import { liveMemory, liveReading } from '../data/live-items-later.ts';

/** A course in the list. */
export interface Row {
  readonly connectionId: string;
  readonly courseKey: string;
  readonly title: string;
  /** When the course was last written (ms); null if nobody says. */
  readonly at: number | null;
  readonly edx: MemoryRow['edx'];
  readonly ours: MemoryRow['ours'];
  /** The outbox record that this browser has of the course. */
  readonly record: CourseRecord | undefined;
  /** Whether the course was studied here and is followed, so that Waypoint will write it again. */
  readonly followed: boolean;
  /** A delete that the server refused; null if there was no such delete. */
  readonly failed: PendingDelete | null;
}

/** Returns which parts of a row can be deleted. */
export const deletable = ({ edx, ours }: Row) => ({
  waypoint: ours !== null,
  school: edx !== null && edx.id !== null,
});

export type Order = 'newest' | 'name';

/** @param id which connection; null for the default */
export function createMemory(
  whole: Live<Overview>,
  deletes: PendingDeletesModel,
  id: string | null = null,
) {
  const overview = computed(() => whole.value.value && lookAt(whole.value.value, id));
  const list = liveMemory(id);
  const part = liveReading();
  const reading = signal<'loading' | 'read' | Trouble>('loading');
  const query = signal('');
  const order = signal<Order>('newest');
  /** The ticked courses; null while no row can be ticked. */
  const ticked = signal<ReadonlySet<string> | null>(null);
  /** The address at which the learner can continue each course that was visited here. */
  const pages = signal<ReadonlyMap<string, string | null>>(new Map());

  /** The newest first, without the courses that are about to be deleted. */
  const rows = computed<readonly Row[]>(() => {
    const all = overview.value;
    const connectionId = all?.connection?.id ?? '';
    const stored = list.value.value?.rows ?? [];
    const pending = new Map(
      (all?.pendingDeletes ?? [])
        .filter((one) => one.connectionId === connectionId)
        .map((one) => [one.courseKey, one]),
    );
    const never = new Map(all?.never.map(({ courseKey, title }) => [courseKey, title]));
    return stored.flatMap((row): Row[] => {
      const { courseKey, edx, ours } = row;
      const failed = pending.get(courseKey) ?? null;
      // Its delete is on its way.
      if (failed?.failed === null) return [];
      const record = all?.records.get(courseKey);
      const title = never.get(courseKey) ?? courseTitleOf(courseKey, record, ours?.text ?? null);
      const followed = isStudied(record) && !never.has(courseKey);
      const at = timeOf(row) || null;
      return [{ connectionId, courseKey, title, at, edx, ours, record, followed, failed }];
    });
  });

  const ordered = computed(() => {
    if (order.value === 'newest') return rows.value;
    const names = new Intl.Collator(i18n.t('language'), { numeric: true });
    return rows.value.toSorted((a, b) => names.compare(a.title, b.title));
  });

  const found = computed(() => {
    const words = wordsIn(query.value);
    if (words.length === 0) return ordered.value;
    return ordered.value.filter((row) => {
      const text = searchText(row);
      return words.every((word) => text.includes(word));
    });
  });

  async function readPages(): Promise<void> {
    const last = await ask({ type: 'place/last' });
    if (last && !('ok' in last)) {
      pages.value = new Map(last.map(({ place, url }) => [place.courseKey, url]));
    }
  }

  return {
    overview,
    list: list.value,
    deletes,
    rows,
    found,
    query,
    order,
    ticked,
    pages,
    reading,
    /** How much of the list has been read, while it takes more than one page. */
    part: computed(() => (reading.value === 'loading' ? (part.value.value ?? null) : null)),
    async read(): Promise<void> {
      reading.value = 'loading';
      void readPages();
      const reply = await ask({
        type: 'memory/list',
        ...(id === null ? {} : { connectionId: id }),
      });
      await list.refresh();
      reading.value = reply.ok ? 'read' : reply.why;
    },
    tick(courses: readonly string[], on: boolean): void {
      const old = ticked.value ?? new Set<string>();
      const these = new Set(courses);
      ticked.value = on ? old.union(these) : old.difference(these);
    },
  };
}
export type MemoryModel = ReturnType<typeof createMemory>;
