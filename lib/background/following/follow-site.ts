import { requestedSite } from '../../store/items/sites.ts';
import { isReadable } from '../../domain/permissions.ts';
import { forgetSites } from './forget-site.ts';
import { giveBackAccess } from './give-back-access.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { registerContentScripts } from '../tabs/content-scripts.ts';
import { forgetTabs, withoutSite } from './pause.ts';
import { choose, isOurs, readSites } from '../../domain/known-sites.ts';

/* Applies what the learner chooses about a site. */

/**
 * Stores that the learner wants a site followed, while the browser may be asking for access. A
 * screen sends this in the same turn in which it asks the browser, and waits for neither: the
 * browser's question may close the popup, but the message is on its way by then. The browser's
 * answer arrives as permissions.onAdded. If access is already there, the browser neither asks nor
 * sends that event, so this also checks the access at once.
 */
export async function requestSite(writer: StateWriter, origin: string): Promise<void> {
  await writer.requestedSite(origin);
  await followRequestedSite(writer);
  writer.tellPages(registerContentScripts);
}

/** How long the browser's question may stand open (ms). */
const LONGEST_QUESTION = 2 * 60_000;

/** Stops waiting for access to a site, as after the learner said no to the browser's question. */
export async function withdrawSiteRequest(writer: StateWriter, origin: string): Promise<void> {
  if ((await requestedSite.read())?.origin === origin) await writer.requestedSite(null);
}

/** Follows the site that the learner asked for, if it may be read now. */
export async function followRequestedSite(writer: StateWriter): Promise<void> {
  const request = await requestedSite.read();
  if (!request) return;
  const { origin, at } = request;
  // Access that comes later is for something else. A time in the future counts as too late: the
  // clock was moved.
  if (Math.abs(Date.now() - at) > LONGEST_QUESTION) return void (await writer.requestedSite(null));
  if (!(await isReadable(origin))) return;
  // Delete the old data first, so that new data of the site is not deleted with it.
  await forgetSites(writer);
  await writer.sites((old) => choose(old, origin, { state: 'followed', now: Date.now() }));
  await writer.pauses((old) => withoutSite(old, origin));
  await writer.requestedSite(null);
}

/** Stops reading a site. With `forget`, also deletes what this browser stored for it. */
export async function turnOffSite(
  writer: StateWriter,
  origin: string,
  forget: boolean,
): Promise<void> {
  await writer.sites((old) => {
    const next = choose(old, origin, { state: 'off', now: Date.now() });
    return forget ? next.map((one) => (one.origin === origin ? { ...one, forget } : one)) : next;
  });
  // This only changes what is stored, so it comes before the steps that a page or the browser may
  // delay.
  await forgetSites(writer);
  await writer.pauses((old) => withoutSite(old, origin));
  await withdrawSiteRequest(writer, origin);
  writer.tellPages(registerContentScripts);
  await forgetTabs(writer, origin);
  if (!isOurs(origin)) await giveBackAccess(origin);
}

/**
 * Removes an added or proposed site that is not followed from the list, unless it has to stay
 * there.
 */
export async function removeSite(writer: StateWriter, origin: string): Promise<void> {
  const listed = (await readSites()).find((site) => site.origin === origin);
  if (!listed || listed.stays || !['off', 'from-file'].includes(listed.state)) return;
  await forgetSites(writer);
  await writer.sites((old) =>
    // Without a stored choice, a site that the organization proposes would be followed again.
    listed.from === 'organization'
      ? choose(old, origin, { state: 'removed', now: Date.now() })
      : old.filter((site) => site.origin !== origin || site.state === 'followed'),
  );
}
