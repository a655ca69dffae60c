import { browser } from '../../browser.ts';
import { NoAnswer, withLimit } from '../../shared/time-limit.ts';
import { settings } from '../../store/items/settings.ts';
import { askTab } from './ask-tab.ts';
import { mayRead, patternOf, sitePattern } from '../../domain/permissions.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { readOrigins, isOurs } from '../../domain/known-sites.ts';
import { openTabs, runIn, sayTo } from './send-to-tab.ts';

/* The content scripts: in open pages, and registered for the pages to come. What is told to pages follows from
 * what is stored when it is told. */

const SCRIPT = 'content-scripts/edx.js';

/** Tabs with a page of a followed site. Ports are compared here: no pattern can be trusted with them. */
async function followedPages(): Promise<number[]> {
  const origins = await readOrigins();
  if (origins.length === 0) return [];
  const tabs = await openTabs(origins.map(patternOf));
  return tabs.flatMap(({ id, url, incognito }) =>
    url !== null && !incognito && origins.includes(new URL(url).origin) ? [id] : [],
  );
}

/**
 * Gives a page its reader, and says whether it may have one. A page that cannot be scripted (an error page, a
 * discarded tab) gets its script when it loads.
 */
async function start(tabId: number): Promise<boolean> {
  return await runIn(tabId, { files: [SCRIPT] }).then(
    () => true,
    (error: unknown) => error instanceof NoAnswer,
  );
}

/**
 * Puts the content script into pages that are open already, as Chromium does not do at install. A
 * copy that is there (in Firefox) is replaced by it.
 */
export async function startReaders(): Promise<void> {
  if ((await settings.read()).paused) return;
  await Promise.all((await followedPages()).map(start));
}

/** Has a page read, also one from before the extension or its site. False when it may not be read. */
export async function readOn(tabId: number): Promise<boolean> {
  try {
    await sayTo(tabId, { type: 'page/read' });
    return true;
  } catch (error) {
    return error instanceof NoAnswer || (await start(tabId));
  }
}

const rest = (tabId: number) => sayTo(tabId, { type: 'page/rest' }).catch(() => undefined);

/** Tells every open page of a followed site to read on, or to rest while all is paused. */
export async function tellContentScripts(): Promise<void> {
  const { paused } = await settings.read();
  await Promise.all((await followedPages()).map(paused ? rest : readOn));
}

/**
 * After another choice of sites, or another access: pages of sites that are followed are read, in all
 * others nothing is any more. Where access is gone the browser tells no addresses of tabs, but still
 * takes messages to them. A page that is being read already is left alone, else it would tell anew
 * where it is.
 */
export async function sortReaders(): Promise<void> {
  const wanted = (await settings.read()).paused ? [] : await followedPages();
  const others = (await openTabs()).filter(({ id }) => !wanted.includes(id));
  await Promise.all([
    ...others.map(({ id }) => rest(id)),
    ...wanted.map(async (id) => (await askTab(id)).kind === 'said' || (await readOn(id))),
  ]);
}

/** Both, for the pages to come and those that are open. */
export async function registerContentScripts(): Promise<void> {
  await registerReaders().catch(tellEngineer);
  await sortReaders();
}

const scriptId = (origin: string) => `site:${origin}`;

/**
 * Makes the registered scripts equal to what is stored: one for each added site that is followed and
 * may be read. The manifest has those of its own sites. Chromium forgets registered ones at an update.
 * Never twice at the same time: an id that is there already is refused.
 */
export async function registerReaders(): Promise<void> {
  const { scripting } = browser;
  const added = (await readOrigins()).filter((origin) => !isOurs(origin));
  const may = await Promise.all(added.map(mayRead));
  const wanted = new Map(
    added.flatMap((origin, i) => (may[i] ? [[scriptId(origin), origin] as const] : [])),
  );
  const there = await withLimit(() => scripting.getRegisteredContentScripts());
  const gone = there.flatMap(({ id }) => (wanted.delete(id) ? [] : [id]));
  if (gone.length > 0) await withLimit(() => scripting.unregisterContentScripts({ ids: gone }));
  const scripts = Array.from(wanted, ([id, origin]) => ({
    id,
    js: [SCRIPT],
    matches: [sitePattern(origin)],
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  }));
  if (scripts.length > 0) await withLimit(() => scripting.registerContentScripts(scripts));
}
