import type { Replies } from '../messages/replies.ts';
import type { OwnMessage } from '../messages/requests.ts';
import { isErasing } from '../store/items/delete-everything.ts';
import { isKnownOfRoom } from '../store/core/quota.ts';
import { clearRefusals } from '../store/core/invalid-input-log.ts';
import { clearSentLog } from '../store/logs/request-log.ts';
import { beginVitalsAnew } from '../store/critical-items.ts';
import { acceptAccount, askAnew } from './outbox/account-check.ts';
import { adviseOnKey } from './connections/key-advice.ts';
import { removeSite, turnOffSite, unwantSite, wantSite } from './following/follow-site.ts';
import { giveSite, makeDefault, removeConnection } from './connections/arrange-connections.ts';
import { connect } from './connections/connect-with-key.ts';
import { addDeletes, undoDeletes } from './deletes/request-delete.ts';
import type { Haste } from './scheduler/job-queue.ts';
import { goOnErasing, startErase } from './delete-everything/delete-everything.ts';
import { wishExport } from './chat-export/run-export.ts';
import { followAgain } from './following/refollow-course.ts';
import { refreshInstruction, storeInstruction } from './learner-data/save-instruction.ts';
import { disconnect, startLeaving, stay } from './connections/disconnect.ts';
import { deleteJournal, keepJournal } from './state/journal.ts';
import type { Ledger } from './state/state-writer.ts';
import { memoryStatus } from './learner-data/refresh-memory-status.ts';
import { refreshMemory } from './learner-data/refresh-memory.ts';
import { lookAtActiveTab } from './outbox/receive-report.ts';
import { pauseAll, pauseCourse, pauseSite } from './following/pause.ts';
import { tellReaders } from './tabs/content-scripts.ts';
import { reconcile } from './reconcile.ts';
import { lookForSignIn, takeSignIn } from './connections/connect-with-sign-in.ts';
import { lookAtSite } from './following/current-site.ts';
import { readSites } from '../domain/known-sites.ts';
import { lastUnitUrl } from '../domain/resume-url.ts';
import { importSettings } from './learner-data/import-settings.ts';
import { neverFollow } from './deletes/unfollow-course.ts';
import { discardWaiting, forgetFailures } from './outbox/retry-or-discard-all.ts';

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
