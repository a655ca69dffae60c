import { browser } from '../../browser.ts';
import { NoAnswer, withLimit } from '../../shared/time-limit.ts';
import { askTab } from './ask-tab.ts';
import { mayRead, patternOf, sitePattern } from '../../domain/permissions.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { readOrigins, isOurs } from '../../domain/known-sites.ts';
import { openTabs, runIn, sayTo } from './send-to-tab.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';

/*
 * Manages the content scripts: those in open pages, and those registered for the pages to come.
 * What Waypoint tells a page follows from what is stored at that moment.
 */

/** A script for each front end. In a page of another front end, a script does nothing. */
const SCRIPTS = ['content-scripts/edx.js', 'content-scripts/learner-app.js'];

/**
 * Returns the tabs with a page that Waypoint reads. The origins are compared here, because match
 * patterns cannot be trusted with ports.
 */
async function followedPages(): Promise<number[]> {
  const origins = await readOrigins();
  if (origins.length === 0) return [];
  const tabs = await openTabs(origins.map(patternOf));
  return tabs.flatMap(({ id, url, incognito }) =>
    url !== null && !incognito && origins.includes(new URL(url).origin) ? [id] : [],
  );
}

/**
 * Runs the content scripts in a page. Returns whether the page may have it. A page that cannot be
 * scripted (an error page, a discarded tab) gets the content scripts when it loads.
 */
async function start(tabId: number): Promise<boolean> {
  return await runIn(tabId, { files: SCRIPTS }).then(
    () => true,
    (error: unknown) => error instanceof NoAnswer,
  );
}

/**
 * Runs the content script in pages that are already open, because Chromium does not do so at
 * install. A copy that is already there (in Firefox) is replaced.
 */
export async function startReaders(): Promise<void> {
  if (await isEverythingPaused()) return;
  await Promise.all((await followedPages()).map(start));
}

/**
 * Makes Waypoint read a page, also one that is older than the install or the choice of its site.
 * Returns false if the page may not be read.
 */
export async function readOn(tabId: number): Promise<boolean> {
  try {
    await sayTo(tabId, { type: 'page/read' });
    return true;
  } catch (error) {
    return error instanceof NoAnswer || (await start(tabId));
  }
}

const rest = (tabId: number) => sayTo(tabId, { type: 'page/rest' }).catch(() => undefined);

/** Tells every open page of a followed site to read on, or to rest while everything is paused. */
export async function tellContentScripts(): Promise<void> {
  const paused = await isEverythingPaused();
  await Promise.all((await followedPages()).map(paused ? rest : readOn));
}

/**
 * Starts the reading in pages of followed sites, and stops it in all others. Call it after the
 * choice of sites or the access changed. Without access, the browser does not tell the addresses of
 * tabs, but still delivers messages to them. A page that is being read already is left alone,
 * because it would report its place again.
 */
export async function sortReaders(): Promise<void> {
  const wanted = (await isEverythingPaused()) ? [] : await followedPages();
  const others = (await openTabs()).filter(({ id }) => !wanted.includes(id));
  await Promise.all([
    ...others.map(({ id }) => rest(id)),
    ...wanted.map(async (id) => (await askTab(id)).kind === 'said' || (await readOn(id))),
  ]);
}

/** Updates the content scripts for the pages to come and for those that are open. */
export async function registerContentScripts(): Promise<void> {
  await registerReaders().catch(tellEngineer);
  await sortReaders();
}

const isWhole = (js: readonly string[] = []) => js.length === SCRIPTS.length;
const scriptId = (origin: string) => `site:${origin}`;

/**
 * Makes the registered scripts equal to what is stored: one for each added site that is followed
 * and may be read. The manifest has the scripts of its own sites. Chromium drops registered scripts
 * at an update. Never call this twice at the same time: the browser rejects an id that is already
 * there.
 */
export async function registerReaders(): Promise<void> {
  const { scripting } = browser;
  const added = (await readOrigins()).filter((origin) => !isOurs(origin));
  const may = await Promise.all(added.map(mayRead));
  const wanted = new Map(
    added.flatMap((origin, i) => (may[i] ? [[scriptId(origin), origin] as const] : [])),
  );
  const there = await withLimit(() => scripting.getRegisteredContentScripts());
  const gone = there.flatMap(({ id, js }) => (isWhole(js) && wanted.delete(id) ? [] : [id]));
  if (gone.length > 0) await withLimit(() => scripting.unregisterContentScripts({ ids: gone }));
  const scripts = Array.from(wanted, ([id, origin]) => ({
    id,
    js: SCRIPTS,
    matches: [sitePattern(origin)],
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  }));
  if (scripts.length > 0) await withLimit(() => scripting.registerContentScripts(scripts));
}
