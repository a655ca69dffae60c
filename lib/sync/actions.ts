import type { OwnMessage, Replies } from '../messages.ts';
import { connections } from '../store/connections.ts';
import { isErasing } from '../store/erasure.ts';
import { readRecords } from '../store/records.ts';
import { isKnownOfRoom } from '../store/room.ts';
import { settings } from '../store/settings.ts';
import { acceptAccount } from './accounts.ts';
import { removeSite, turnOffSite, unwantSite, wantSite } from './choose-site.ts';
import { connect, disconnect } from './connect.ts';
import { addDeletes, undoDeletes } from './delete-wish.ts';
import type { Haste } from './drain.ts';
import { goOnErasing, startErase } from './erase.ts';
import { wishExport } from './exports.ts';
import { followAgain } from './followed.ts';
import { refreshInstruction, storeInstruction } from './instruction.ts';
import type { Ledger } from './ledger.ts';
import { memoryStatus } from './memory-status.ts';
import { refreshMemory } from './memory.ts';
import { lookAtActiveTab, noteNewestPlace } from './pages.ts';
import { tellReaders } from './readers.ts';
import { lookAtSite } from './site-in-front.ts';
import { clear, tryAgain } from './record.ts';

/** What a message asks for, its reply, and whether there may be something to send after it. */
type Actions = {
  readonly [T in OwnMessage['type']]: (
    ledger: Ledger,
    message: Extract<OwnMessage, { type: T }>,
  ) => Promise<{ reply: Replies[T]; after?: Haste }>;
};

/** What popup and options page can ask for. */
export const actions: Actions = {
  'now/look': async (ledger) => ({ reply: await lookAtActiveTab(ledger), after: 'now' }),
  'pause/set': async (ledger, { paused }) => {
    await ledger.settings((old) => ({ ...old, paused }));
    await tellReaders(paused ? 'rest' : 'read');
    return { reply: null, after: 'due' };
  },
  'send/try-again': async (ledger) => {
    await forgetFailures(ledger).catch(isKnownOfRoom);
    return { reply: null, after: 'now' };
  },
  'send/discard': async (ledger) => {
    await discardWaiting(ledger);
    return { reply: null, after: 'due' };
  },
  'account/confirm': async (ledger, { site }) => {
    await acceptAccount(ledger, site);
    // What was not noted meanwhile is told anew.
    if (!(await settings.read()).paused) await tellReaders('read');
    return { reply: null, after: 'due' };
  },
  'site/look': async () => ({ reply: await lookAtSite() }),
  'site/follow': async (ledger, { origin }) => {
    await wantSite(ledger, origin);
    return { reply: null };
  },
  'site/refused': async (ledger, { origin }) => {
    await unwantSite(ledger, origin);
    return { reply: null };
  },
  'site/off': async (ledger, { origin, forget }) => {
    await turnOffSite(ledger, origin, forget);
    return { reply: null };
  },
  'site/remove': async (ledger, { origin }) => {
    await removeSite(ledger, origin);
    return { reply: null };
  },
  'connection/connect': async (ledger, message) => {
    const reply = await connect(ledger, message);
    if (reply.ok) await noteNewestPlace(ledger);
    return { reply, after: 'now' };
  },
  'connection/disconnect': async (ledger) => {
    await disconnect(ledger);
    return { reply: null, after: 'due' };
  },
  'instruction/read': async (ledger) => ({ reply: await refreshInstruction(ledger) }),
  'instruction/save': async (ledger, { fields }) => ({
    reply: (await isErasing())
      ? { ok: false, why: { kind: 'erasing' } }
      : await storeInstruction(ledger, fields),
  }),
  'memory/list': async (ledger) => ({ reply: await refreshMemory(ledger) }),
  'memory/delete': async (ledger, wish) => {
    await addDeletes(ledger, wish);
    return { reply: null, after: 'due' };
  },
  'memory/undo': async (ledger, { courses }) => ({
    reply: await undoDeletes(ledger, courses),
    after: 'due',
  }),
  'memory/status': async (ledger, { connection }) => ({
    reply: await memoryStatus(ledger, connection),
  }),
  'export/wish': async (ledger, { connection, wish }) => {
    await wishExport(ledger, connection, wish);
    return { reply: null };
  },
  'erase/start': async (ledger, wish) => {
    await startErase(ledger, wish);
    return { reply: null };
  },
  'erase/go-on': async (ledger, { what }) => {
    await goOnErasing(ledger, what);
    return { reply: null };
  },
  'course/follow': async (ledger, { courseKey }) => {
    await followAgain(ledger, [courseKey]);
    return { reply: null, after: 'due' };
  },
};

async function forgetFailures(ledger: Ledger): Promise<void> {
  for (const { id } of await connections.read()) {
    await ledger.health(id, (old) => ({ ...old, stop: null }));
    for (const course of (await readRecords(id)).keys()) await ledger.record(id, course, tryAgain);
  }
  await ledger.deletes((all) => all.map((one) => ({ ...one, failed: null })));
}

async function discardWaiting(ledger: Ledger): Promise<void> {
  for (const { id } of await connections.read()) {
    for (const course of (await readRecords(id)).keys()) {
      await ledger.record(id, course, (old) => clear(old, old.waiting?.seq ?? -1));
    }
  }
}
