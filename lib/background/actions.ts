import type { Replies } from '../messages/replies.ts';
import type { OwnMessage } from '../messages/requests.ts';
import { isErasing } from '../store/items/delete-everything.ts';
import { isKnownOfRoom } from '../store/core/quota.ts';
import { clearInvalidInputs } from '../store/core/invalid-input-log.ts';
import { clearRequestLog } from '../store/logs/request-log.ts';
import { resetCriticalItems } from '../store/critical-items.ts';
import { acceptAccount, forgetAccounts } from './outbox/account-check.ts';
import { adviseOnKey } from './connections/key-advice.ts';
import {
  removeSite,
  turnOffSite,
  withdrawSiteRequest,
  requestSite,
} from './following/follow-site.ts';
import { giveSite, makeDefault, removeConnection } from './connections/arrange-connections.ts';
import { connect } from './connections/connect-with-key.ts';
import { addDeletes, undoDeletes } from './deletes/request-delete.ts';
import type { RunOptions } from './scheduler/scheduler.ts';
import { goOnErasing, startErase } from './delete-everything/delete-everything.ts';
import { requestExport } from './chat-export/run-export.ts';
import { followAgain } from './following/refollow-course.ts';
import { unfollow } from './following/unfollow-course.ts';
import { refreshInstruction, storeInstruction } from './learner-data/save-instruction.ts';
import { deleteAndDisconnect, disconnect } from './connections/disconnect.ts';
import { deleteJournal, keepJournal } from './state/journal.ts';
import type { StateWriter } from './state/state-writer.ts';
import { memoryStatus, refreshMemory } from './learner-data/refresh-memory.ts';
import { lookAtActiveTab } from './outbox/receive-report.ts';
import { pauseAll, pauseCourse, pauseSite } from './following/pause.ts';
import { tellContentScripts } from './tabs/content-scripts.ts';
import { seeFirstSave } from './badge.ts';
import { reconcile } from './reconcile.ts';
import { lookForSignIn, takeSignIn } from './connections/connect-with-sign-in.ts';
import { endSearch } from './connections/search-sign-in.ts';
import { lookAtSite } from './following/current-site.ts';
import { readSites } from '../domain/known-sites.ts';
import { lastPlaces } from '../domain/last-places.ts';
import { importSettings } from './learner-data/import-settings.ts';
import { tellEngineer } from '../shared/tell-engineer.ts';
import { discardWaiting, forgetFailures } from './outbox/retry-or-discard-all.ts';

/**
 * Runs what a message asks for. Returns the reply, and whether the worker then skips the waits after
 * failures.
 */
type Actions = {
  readonly [T in OwnMessage['type']]: (
    writer: StateWriter,
    message: Extract<OwnMessage, { type: T }>,
  ) => Promise<{ reply: Replies[T] } & RunOptions>;
};

/** What the popup and the options page can ask for. */
export const actions: Actions = {
  'now/look': async (writer) => {
    const reply = await lookAtActiveTab(writer);
    await seeFirstSave().catch(tellEngineer);
    return { reply, skipBackoff: true };
  },
  'pause/set': async (writer, { paused, length }) => {
    await pauseAll(writer, paused, length);
    return { reply: null };
  },
  'send/try-again': async (writer) => {
    await forgetFailures(writer).catch(isKnownOfRoom);
    return { reply: null, skipBackoff: true };
  },
  'send/discard': async (writer) => {
    await discardWaiting(writer);
    return { reply: null };
  },
  'account/confirm': async (writer, { site }) => {
    await acceptAccount(writer, site);
    // The pages report again what was not queued meanwhile.
    writer.tellPages(tellContentScripts);
    return { reply: null };
  },
  'account/forget': async (writer, { site }) => {
    await forgetAccounts(writer, site);
    return { reply: null };
  },
  'site/look': async () => ({ reply: await lookAtSite() }),
  'sites/list': async () => ({ reply: await readSites() }),
  'site/follow': async (writer, { origin }) => {
    await requestSite(writer, origin);
    return { reply: null };
  },
  'site/refused': async (writer, { origin }) => {
    await withdrawSiteRequest(writer, origin);
    return { reply: null };
  },
  'site/off': async (writer, { origin, forget }) => {
    await turnOffSite(writer, origin, forget);
    return { reply: null };
  },
  'site/remove': async (writer, { origin }) => {
    await removeSite(writer, origin);
    return { reply: null };
  },
  'site/pause': async (writer, { origin, paused, length }) => {
    await pauseSite(writer, origin, paused, length);
    return { reply: null };
  },
  'connection/connect': async (writer, message) => ({
    reply: await connect(writer, message),
    skipBackoff: true,
  }),
  'connection/disconnect': async (writer, { id, forget }) => {
    await (forget ? deleteAndDisconnect(writer, id) : disconnect(writer, id));
    return { reply: null };
  },
  'connection/default': async (writer, { id }) => {
    const known = (await readSites()).map(({ origin }) => origin);
    await makeDefault(writer, id, known);
    return { reply: null };
  },
  'connection/remove': async (writer, { id }) => {
    await removeConnection(writer, id);
    return { reply: null };
  },
  'connection/site': async (writer, { id, origin }) => {
    await giveSite(writer, origin, id);
    return { reply: null };
  },
  'connection/advise': async (writer, message) => ({ reply: await adviseOnKey(writer, message) }),
  'sign-in/end': async () => ({ reply: await endSearch() }),
  'sign-in/look': async (_, message) => ({ reply: await lookForSignIn(message) }),
  'sign-in/take': async (writer, message) => ({
    reply: await takeSignIn(writer, message),
    skipBackoff: true,
  }),
  'instruction/read': async (writer, { connectionId }) => ({
    reply: await refreshInstruction(writer, connectionId),
  }),
  'instruction/save': async (writer, { fields, connectionId }) => ({
    reply: (await isErasing())
      ? { ok: false, why: { kind: 'erasing' } }
      : await storeInstruction(writer, fields, connectionId),
  }),
  'memory/list': async (writer, { connectionId }) => ({
    reply: await refreshMemory(writer, connectionId),
  }),
  'memory/delete': async (writer, request) => {
    await addDeletes(writer, request);
    return { reply: null };
  },
  'memory/undo': async (writer, { courses, connectionId }) => ({
    reply: await undoDeletes(writer, courses, connectionId),
  }),
  'recovery/fresh': async (writer) => {
    await writer.alone(() => resetCriticalItems(Date.now()));
    await reconcile(writer, 'permissions');
    return { reply: null, skipBackoff: true };
  },
  'sent/clear': async (writer) => {
    await writer.alone(clearRequestLog);
    await clearInvalidInputs();
    return { reply: null };
  },
  'place/last': async (_, { most }) => ({ reply: await lastPlaces(most) }),
  'memory/status': async (writer, { connectionId }) => ({
    reply: await memoryStatus(writer, connectionId),
  }),
  'export/request': async (writer, { connectionId, what }) => {
    await requestExport(writer, connectionId, what);
    return { reply: null };
  },
  'erase/start': async (writer, request) => {
    await startErase(writer, request);
    return { reply: null };
  },
  'erase/go-on': async (writer, { what, connectionId }) => {
    await goOnErasing(writer, what, connectionId ?? null);
    return { reply: null };
  },
  'course/follow': async (writer, { courseKey }) => {
    await followAgain(writer, [courseKey]);
    return { reply: null };
  },
  'course/never': async (writer, { courseKey, title = courseKey }) => {
    await unfollow(writer, [{ courseKey, title }]);
    return { reply: null };
  },
  'course/pause': async (writer, { courseKey, title = courseKey, paused, length }) => {
    await pauseCourse(writer, { courseKey, title }, paused, length);
    return { reply: null };
  },
  'settings/import': async (writer, { file }) => {
    await importSettings(writer, file);
    return { reply: null };
  },
  'journal/keep': async (writer, { limit }) => ({ reply: await keepJournal(writer, limit) }),
  'journal/delete': async (writer) => {
    await deleteJournal(writer);
    return { reply: null };
  },
};
