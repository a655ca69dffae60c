import { computed, signal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Place } from '../../lib/edx/place.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { readJournal, watchJournal } from '../../lib/store/logs/journal-read.ts';
import type { Pauses } from '../../lib/store/items/pauses.ts';
import type { CourseRecord } from '../../lib/store/items/outbox-record.ts';
import { readRecords, watchRecords } from '../../lib/store/items/outbox-records.ts';
import { settings, type Settings } from '../../lib/store/items/settings.ts';
import { isStudied } from '../../lib/domain/followed-courses.ts';
import { readPauses, watchPauses } from '../../lib/domain/pauses.ts';
import { ask } from '../data/ask-background.ts';
import { courseTitleOf } from '../ui/names.ts';
import { fold, wordsIn } from '../ui/search/search-fold.ts';
import { live } from '../data/live.ts';

/** A course that the learner studied in this browser, or unfollowed. */
export interface ListedCourse {
  readonly courseKey: string;
  readonly title: string;
  /** Origin of the site where the learner last studied the course; null if unknown. */
  readonly site: string | null;
  readonly state: 'followed' | 'paused' | 'not-followed';
  /** When the pause of the course ends by itself (ms), or null. */
  readonly pausedUntil: number | null;
}

interface Known {
  /** The outbox records of every connection. */
  readonly records: readonly (readonly [string, CourseRecord])[];
  /** The earliest first. */
  readonly journal: readonly Place[];
  readonly never: Settings['never'];
  readonly paused: Pauses['courses'];
}

/** How many days of the journal are read for titles and sites. */
const DAYS = 84;

async function readKnown(): Promise<Known> {
  const all = await connections.read();
  const records = await Promise.all(all.map(({ id }) => readRecords(id)));
  const [{ never }, { courses }] = await Promise.all([settings.read(), readPauses()]);
  return {
    records: records.flatMap((one) => Array.from(one)),
    journal: await readJournal(DAYS),
    never,
    paused: courses,
  };
}

/** Returns each course once. */
export function coursesIn({ records, journal, never, paused }: Known): ListedCourse[] {
  const off = new Set(never.map(({ courseKey }) => courseKey));
  const rests = new Map(paused.map(({ courseKey, end }) => [courseKey, end]));
  const names = new Map([...paused, ...never].map(({ courseKey, title }) => [courseKey, title]));
  const recorded = new Map<string, CourseRecord>();
  for (const [courseKey, record] of records) {
    // If several connections have a record, the one with a place sent or waiting wins.
    if (!recorded.has(courseKey) || record.lastSent || record.pending.length > 0) {
      if (isStudied(record)) recorded.set(courseKey, record);
    }
  }
  const visits = new Map(journal.map((place) => [place.courseKey, place]));
  const keys = new Set([...names.keys(), ...recorded.keys(), ...visits.keys()]);
  return [...keys].map((courseKey) => {
    const record = recorded.get(courseKey);
    const visit = visits.get(courseKey);
    const waits = record?.pending.at(-1)?.place.site;
    const known = names.get(courseKey) ?? visit?.courseTitle;
    return {
      courseKey,
      title: known ?? courseTitleOf(courseKey, record, null),
      site: waits ?? visit?.site ?? null,
      state: off.has(courseKey) ? 'not-followed' : rests.has(courseKey) ? 'paused' : 'followed',
      pausedUntil: rests.get(courseKey)?.until ?? null,
    };
  });
}

export function createCourses() {
  const known = live(readKnown, [
    watchRecords,
    watchJournal,
    (changed) => connections.watch(changed),
    watchPauses,
  ]);
  const query = signal('');

  /** By name, so that no course moves when its state changes. */
  const all = computed(() => {
    const now = known.value.value;
    if (!now) return null;
    const names = new Intl.Collator(i18n.t('language'), { numeric: true });
    return coursesIn(now).toSorted((a, b) => names.compare(a.title, b.title));
  });

  const found = computed(() => {
    const words = wordsIn(query.value);
    if (!all.value || words.length === 0) return all.value ?? [];
    return all.value.filter(({ courseKey, title, site }) => {
      const text = fold(`${title}\n${courseKey}\n${site ?? ''}`);
      return words.every((word) => text.includes(word));
    });
  });

  return {
    all,
    found,
    query,
    async pause({ courseKey, title }: ListedCourse, paused: boolean): Promise<void> {
      await ask({ type: 'course/pause', courseKey, title, paused });
      await known.refresh();
    },
  };
}
export type CoursesModel = ReturnType<typeof createCourses>;
