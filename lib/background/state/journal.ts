import type { Place } from '../../edx/place.ts';
import { daysOver, type JournalLimit } from '../../shared/journal-retention.ts';
import { clockSeen } from '../../store/items/clock.ts';
import { addToJournal, journalDays, removeJournalDays } from '../../store/logs/journal.ts';
import { isKnownOfRoom } from '../../store/core/quota.ts';
import { trimmedOn } from '../../store/items/journal-trimmed-on.ts';
import { countsAs, lookedAt } from './clock-check.ts';
import type { StateWriter } from './state-writer.ts';
import { journalLimit } from '../../domain/effective-policy.ts';

/* How long the journal is kept, carried out. Each in one piece: a day that goes while a visit to it is
 * being noted would come back with it. Records and the sent log are not the journal, and stay. */

/** Notes a visited unit, unless the learner wants no journal. */
export async function noteVisit(
  writer: StateWriter,
  place: Place,
  /** Aborts when its site is to be forgotten. */
  site: AbortSignal,
): Promise<void> {
  await writer.alone(async () => {
    const { value } = await journalLimit();
    if (value !== 'not-kept' && !site.aborted) await addToJournal(place);
  });
}

/** Takes away the days that are older than the limit; none where that, or the clock, cannot be told. */
export async function trimJournal(writer: StateWriter): Promise<void> {
  await writer.alone(async () => {
    const { value } = await journalLimit();
    const days = await journalDays();
    if (value === 'not-kept') return await removeJournalDays(days);
    const old = await clockSeen.read();
    // Nothing is noted of nothing: all is gone after a delete of everything.
    if (days.length === 0 && old === null) return;
    const clock = lookedAt(old, new Date().toISOString().slice(0, 10), days);
    if (JSON.stringify(clock) !== JSON.stringify(old)) {
      await clockSeen.write(clock).catch(isKnownOfRoom);
    }
    if (!clock.sure) return;
    const isOver = (day: string) => daysOver([countsAs(clock, day)], value, Date.now()).length > 0;
    const over = days.filter(isOver);
    if (over.length > 0) await removeJournalDays(over);
  });
}

/** For a browser that runs for weeks. */
export async function trimOnceADay(writer: StateWriter): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  if ((await trimmedOn.read()) === today) return;
  if ((await journalDays()).length === 0) return;
  await trimJournal(writer);
  await trimmedOn.write(today);
}

/** The learner's choice; false when it is not theirs to make. */
export async function keepJournal(writer: StateWriter, limit: JournalLimit): Promise<boolean> {
  if ((await journalLimit()).locked) return false;
  await writer.settings((old) => (old.journal === limit ? old : { ...old, journal: limit }));
  await trimJournal(writer);
  return true;
}

export async function deleteJournal(writer: StateWriter): Promise<void> {
  await writer.alone(async () => removeJournalDays(await journalDays()));
}
