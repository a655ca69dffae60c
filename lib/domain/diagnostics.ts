import { browser } from '../browser.ts';
import { store } from '../store/core/storage-area.ts';
import { withLimit } from '../shared/time-limit.ts';
import { API_HOSTS } from '../ibl/account/hosts.ts';
import { connections, healthOf } from '../store/items/connections.ts';
import { deletes } from '../store/items/pending-deletes.ts';
import { readPolicy } from '../store/policy/read-policy.ts';
import { readRecords } from '../store/items/outbox-records.ts';
import { readInvalidInputs } from '../store/core/invalid-input-log.ts';
import { noRoomSince } from '../store/core/quota.ts';
import { readRequestLog } from '../store/logs/request-log.ts';
import { settings } from '../store/items/settings.ts';
import { tabsSeen } from '../store/items/tabs.ts';
import { damagedCritical } from '../store/critical-items.ts';
import { journalLimit } from './effective-policy.ts';
import { readSites } from './known-sites.ts';
import { pauseOfAll, readPauses } from './pauses.ts';

/*
 * Collects states and counts for somebody who helps the learner: no key, title, course or name,
 * and no address except that of an ibl.ai server.
 */

/** Returns how often each word comes. */
function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/**
 * Reads one part. Returns a text that says so if the part cannot be read, so that the other parts
 * are still shown.
 */
async function part<T>(read: () => Promise<T>): Promise<T | string> {
  return await read().catch((error: unknown) =>
    error instanceof Error ? `unreadable: ${error.name}` : 'unreadable',
  );
}

export async function diagnose() {
  const { version } = browser.runtime.getManifest();
  return {
    waypoint: version,
    browser: navigator.userAgent,
    language: browser.i18n.getUILanguage(),
    online: navigator.onLine,
    damaged: (await damagedCritical()).map(({ key, issue }) => `${key}: ${issue.kind}`),
    noRoom: (await noRoomSince()) !== null,
    settings: await part(async () => {
      const chosen = await settings.read();
      const { courses } = await readPauses();
      return {
        paused: pauseOfAll(chosen) !== null,
        coursesNotFollowed: chosen.never.length,
        coursesPaused: courses.length,
        journal: await journalLimit(),
      };
    }),
    organization: await part(async () => {
      const { misfits, unknown, ...set } = await readPolicy();
      const names = Object.entries(set).flatMap(([name, one]) =>
        one ? [`${name}${one.locked ? ', locked' : ''}`] : [],
      );
      return { set: names, misfits: misfits.length, unknown: unknown.length };
    }),
    connections: await part(async () => await Promise.all((await connections.read()).map(ofOne))),
    sites: await part(async () =>
      count((await readSites()).map(({ from, state }) => `from ${from}: ${state}`)),
    ),
    pages: await part(async () => count((await tabsSeen.read()).tabs.map(({ seen }) => seen.kind))),
    deletes: await part(async () =>
      count((await deletes.read()).map(({ failed }) => (failed === null ? 'open' : 'failed'))),
    ),
    requests: await part(async () =>
      count(
        (await readRequestLog()).map(({ method, status }) => `${method} ${status ?? 'no answer'}`),
      ),
    ),
    refused: await part(async () =>
      count((await readInvalidInputs()).map(({ source, issue }) => `${source.kind} ${issue.kind}`)),
    ),
    stored: await part(async () =>
      count((await store.local.keys()).map((key) => key.split(':')[0] ?? '')),
    ),
    alarms: await part(async () => (await withLimit(() => browser.alarms.getAll())).length),
    scripts: await part(
      async () => (await withLimit(() => browser.scripting.getRegisteredContentScripts())).length,
    ),
  };
}

async function ofOne({
  id,
  base,
  scheme,
  connected,
  source,
}: Awaited<ReturnType<typeof connections.read>>[number]) {
  const { hostname, pathname } = new URL(base);
  const records = [...(await readRecords(id)).values()];
  const { stop } = await healthOf(id).read();
  return {
    server: API_HOSTS.some((host) => host === hostname) ? hostname + pathname : 'its own',
    scheme,
    source: source.kind,
    connected,
    stop: stop?.reason ?? null,
    courses: records.length,
    waiting: records.filter(({ pending }) => pending.length > 0).length,
    troubles: count(records.flatMap(({ lastError }) => (lastError ? [lastError.kind] : []))),
    refusals: count(records.flatMap(({ rejected }) => (rejected ? [`${rejected.status}`] : []))),
  };
}
