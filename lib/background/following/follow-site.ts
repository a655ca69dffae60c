import { SITE_HOSTS } from '../../edx/hosts.ts';
import { API_HOSTS } from '../../ibl/account/hosts.ts';
import { connections } from '../../store/items/connections.ts';
import { wantedSite } from '../../store/items/sites.ts';
import { giveUpAccess, isReadable, patternOf, sitePattern } from '../../domain/permissions.ts';
import { carryOutForgetting } from './forget-site.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { registerContentScripts } from '../tabs/content-scripts.ts';
import { forgetTabs, withSite } from './pause.ts';
import { choose, followedOrigins, isOurs, readSites } from '../../domain/known-sites.ts';

/* What the learner chooses about a site, carried out. */

/**
 * The learner wants a site followed, and the browser may be asking for it just now. A screen says so
 * in the same turn in which it asks, without waiting for either: the question may close the popup, but
 * what was said is on its way then. The answer comes here as permissions.onAdded. Where access is there
 * already the browser neither asks nor tells, so it is looked for at once too.
 */
export async function wantSite(writer: StateWriter, origin: string): Promise<void> {
  await writer.wanted(origin);
  await followWanted(writer);
  writer.tellPages(registerContentScripts);
}

/** How long the browser's question may stand open (ms). */
const LONGEST_QUESTION = 2 * 60_000;

/** The learner said no to the browser's question. */
export async function unwantSite(writer: StateWriter, origin: string): Promise<void> {
  if ((await wantedSite.read())?.origin === origin) await writer.wanted(null);
}

/** The site that was asked for is followed if it may be read now. */
export async function followWanted(writer: StateWriter): Promise<void> {
  const wanted = await wantedSite.read();
  if (!wanted) return;
  const { origin, at } = wanted;
  // Access that comes later is for something else. A clock that was moved tells no time.
  if (Math.abs(Date.now() - at) > LONGEST_QUESTION) return void (await writer.wanted(null));
  if (!(await isReadable(origin))) return;
  // What is noted from now on is not to go with what was before.
  await carryOutForgetting(writer);
  await writer.sites((old) => choose(old, origin, { state: 'followed', now: Date.now() }));
  await writer.pauses((old) => withSite(old, origin, false));
  await writer.wanted(null);
}

/** Nothing of a site is read or noted any more. `forget`: nor is kept what was noted in this browser. */
export async function turnOffSite(
  writer: StateWriter,
  origin: string,
  forget: boolean,
): Promise<void> {
  await writer.sites((old) => {
    const next = choose(old, origin, { state: 'off', now: Date.now() });
    return forget ? next.map((one) => (one.origin === origin ? { ...one, forget } : one)) : next;
  });
  // Whatever a page or the browser may keep waiting: this is in this browser alone.
  await carryOutForgetting(writer);
  await writer.pauses((old) => withSite(old, origin, false));
  await unwantSite(writer, origin);
  writer.tellPages(registerContentScripts);
  await forgetTabs(writer, origin);
  if (!isOurs(origin)) await giveBack(origin);
}

/** Takes an added or proposed site that is not followed from the list, unless it has to stay there. */
export async function removeSite(writer: StateWriter, origin: string): Promise<void> {
  const listed = (await readSites()).find((site) => site.origin === origin);
  if (!listed || listed.stays || !['off', 'from-file'].includes(listed.state)) return;
  await carryOutForgetting(writer);
  await writer.sites((old) =>
    // Forgotten, a proposed one would be followed again.
    listed.from === 'organization'
      ? choose(old, origin, { state: 'removed', now: Date.now() })
      : old.filter((site) => site.origin !== origin || site.state === 'followed'),
  );
}

/**
 * A permission that something else needs too is kept: the manifest's, an API server's, and where
 * the browser knows no ports that of another one. */
async function giveBack(origin: string): Promise<void> {
  const bases = (await connections.read()).map(({ base }) => base);
  const manifest = [...SITE_HOSTS, ...API_HOSTS].map((host) => `https://${host}`);
  const others = (await followedOrigins()).map((other) => sitePattern(other));
  const mine = sitePattern(origin);
  if ([...[...manifest, ...bases].map(patternOf), ...others].includes(mine)) return;
  await giveUpAccess(mine);
}
