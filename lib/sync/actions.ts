import type { Replies } from '../messages/replies.ts';
import type { OwnMessage } from '../messages/screens.ts';
import { isErasing } from '../store/erasure.ts';
import { isKnownOfRoom } from '../store/room.ts';
import { clearRefusals } from '../store/refused-log.ts';
import { clearSentLog } from '../store/sent-log.ts';
import { beginVitalsAnew } from '../store/vital.ts';
import { acceptAccount, askAnew } from './accounts.ts';
import { adviseOnKey } from './advise.ts';
import { removeSite, turnOffSite, unwantSite, wantSite } from './choose-site.ts';
import { giveSite, makeDefault, removeConnection } from './arrange.ts';
import { connect } from './connect.ts';
import { addDeletes, undoDeletes } from './delete-wish.ts';
import type { Haste } from './lane.ts';
import { goOnErasing, startErase } from './erase.ts';
import { wishExport } from './exports.ts';
import { followAgain } from './followed.ts';
import { refreshInstruction, storeInstruction } from './instruction.ts';
import { disconnect, startLeaving, stay } from './leave.ts';
import { deleteJournal, keepJournal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { memoryStatus } from './memory-status.ts';
import { refreshMemory } from './memory.ts';
import { lookAtActiveTab } from './pages.ts';
import { pauseAll, pauseCourse, pauseSite } from './pausing.ts';
import { tellReaders } from './readers.ts';
import { reconcile } from './reconcile.ts';
import { lookForSignIn, takeSignIn } from './sign-in.ts';
import { lookAtSite } from './site-in-front.ts';
import { readSites } from './sites.ts';
import { lastUnitUrl } from './resume.ts';
import { importSettings } from './settings-import.ts';
import { neverFollow } from './stopping.ts';
import { discardWaiting, forgetFailures } from './waiting.ts';

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
    await pauseAll(ledger, paused);
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
    ledger.tellPages(tellReaders);
    return { reply: null, after: 'due' };
  },
  'account/ask-anew': async (ledger, { site }) => {
    await askAnew(ledger, site);
    return { reply: null };
  },
  'site/look': async () => ({ reply: await lookAtSite() }),
  'sites/list': async () => ({ reply: await readSites() }),
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
  'site/pause': async (ledger, { origin, paused }) => {
    await pauseSite(ledger, origin, paused);
    return { reply: null, after: 'due' };
  },
  'connection/connect': async (ledger, message) => ({
    reply: await connect(ledger, message),
    after: 'now',
  }),
  'connection/disconnect': async (ledger, { id, forget }) => {
    await (forget ? startLeaving(ledger, id) : disconnect(ledger, id));
    return { reply: null, after: 'due' };
  },
  'connection/stay': async (ledger, { id }) => {
    await stay(ledger, id);
    return { reply: null, after: 'due' };
  },
  'connection/default': async (ledger, { id }) => {
    const known = (await readSites()).map(({ origin }) => origin);
    await makeDefault(ledger, id, known);
    return { reply: null, after: 'due' };
  },
  'connection/remove': async (ledger, { id }) => {
    await removeConnection(ledger, id);
    return { reply: null, after: 'due' };
  },
  'connection/site': async (ledger, { id, origin }) => {
    await giveSite(ledger, origin, id);
    return { reply: null, after: 'due' };
  },
  'connection/advise': async (ledger, message) => ({ reply: await adviseOnKey(ledger, message) }),
  'sign-in/look': async (_, { base }) => ({ reply: await lookForSignIn(base) }),
  'sign-in/take': async (ledger, message) => ({
    reply: await takeSignIn(ledger, message),
    after: 'now',
  }),
  'instruction/read': async (ledger, { connectionId }) => ({
    reply: await refreshInstruction(ledger, connectionId),
  }),
  'instruction/save': async (ledger, { fields, connectionId }) => ({
    reply: (await isErasing())
      ? { ok: false, why: { kind: 'erasing' } }
      : await storeInstruction(ledger, fields, connectionId),
  }),
  'memory/list': async (ledger, { connectionId }) => ({
    reply: await refreshMemory(ledger, connectionId),
  }),
  'memory/delete': async (ledger, wish) => {
    await addDeletes(ledger, wish);
    return { reply: null, after: 'due' };
  },
  'memory/undo': async (ledger, { courses, connectionId }) => ({
    reply: await undoDeletes(ledger, courses, connectionId),
    after: 'due',
  }),
  'recovery/fresh': async (ledger) => {
    await ledger.alone(() => beginVitalsAnew(Date.now()));
    await reconcile(ledger, 'permissions');
    return { reply: null, after: 'now' };
  },
  'sent/clear': async (ledger) => {
    await ledger.alone(clearSentLog);
    await clearRefusals();
    return { reply: null };
  },
  'course/resume': async (_, { courseKey }) => ({ reply: await lastUnitUrl(courseKey) }),
  'memory/status': async (ledger, { connectionId }) => ({
    reply: await memoryStatus(ledger, connectionId),
  }),
  'export/wish': async (ledger, { connectionId, wish }) => {
    await wishExport(ledger, connectionId, wish);
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
  'course/never': async (ledger, { courseKey, title = courseKey }) => {
    await neverFollow(ledger, [{ courseKey, title }]);
    return { reply: null, after: 'due' };
  },
  'course/pause': async (ledger, { courseKey, title = courseKey, paused }) => {
    await pauseCourse(ledger, { courseKey, title }, paused);
    return { reply: null, after: 'due' };
  },
  'settings/import': async (ledger, { file }) => {
    await importSettings(ledger, file);
    return { reply: null, after: 'due' };
  },
  'journal/keep': async (ledger, { limit }) => ({ reply: await keepJournal(ledger, limit) }),
  'journal/delete': async (ledger) => {
    await deleteJournal(ledger);
    return { reply: null };
  },
};
