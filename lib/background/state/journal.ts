import type { Place } from '../../edx/place.ts';
import { daysOver, type JournalLimit } from '../../shared/journal-retention.ts';
import { clockSeen } from '../../store/items/clock.ts';
import { addToJournal, journalDays, removeJournalDays } from '../../store/logs/journal.ts';
import { isKnownOfRoom } from '../../store/core/quota.ts';
import { trimmedOn } from '../../store/items/journal-trimmed-on.ts';
import { countsAs, lookedAt } from './clock-check.ts';
import type { StateWriter } from './state-writer.ts';
import { journalLimit } from '../../domain/effective-policy.ts';

/*
 * Writes the journal and limits how long it is kept. Each change runs alone: a day that is
 * removed while a visit to it is added would come back with that visit. Outbox records and the
 * request log are not part of the journal, and stay.
 */

/** Adds a visited unit to the journal, unless the journal is not kept. */
export async function journalVisit(
  writer: StateWriter,
  place: Place,
  /** Aborts when the site's data is to be deleted. */
  site: AbortSignal,
): Promise<void> {
  await writer.alone(async () => {
    const { value } = await journalLimit();
    if (value !== 'not-kept' && !site.aborted) await addToJournal(place);
  });
}

/**
 * Removes the days that are older than the limit. Removes nothing if the limit cannot be read, or
 * if the clock is not trusted. The limit `not-kept` needs no clock.
 */
export async function trimJournal(writer: StateWriter): Promise<void> {
  await writer.alone(async () => {
    const { value } = await journalLimit();
    const days = await journalDays();
    if (value === 'not-kept') return await removeJournalDays(days);
    const old = await clockSeen.read();
    // Without a journal, store nothing about the clock: after a delete of everything, nothing may
    // be left.
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

/** Removes old days once a day, for a browser that runs for weeks. */
export async function trimOnceADay(writer: StateWriter): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  if ((await trimmedOn.read()) === today) return;
  if ((await journalDays()).length === 0) return;
  await trimJournal(writer);
  await trimmedOn.write(today);
}

/**
 * Stores and applies the limit that the learner chose. Returns false if the organization locked the
 * limit.
 */
export async function keepJournal(writer: StateWriter, limit: JournalLimit): Promise<boolean> {
  if ((await journalLimit()).locked) return false;
  await writer.settings((old) => (old.journal === limit ? old : { ...old, journal: limit }));
  await trimJournal(writer);
  return true;
}

export async function deleteJournal(writer: StateWriter): Promise<void> {
  await writer.alone(async () => removeJournalDays(await journalDays()));
}
