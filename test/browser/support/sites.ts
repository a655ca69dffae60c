import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { BUILD_FOLDERS } from '../../../dev/browser/build-folders.ts';
import { type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { unitAt, unitUrl, type Course, type Site } from '../../../dev/fake-openedx/courses.ts';
import { shows, type Session } from './session.ts';

/* A copy of the build that a test can change, and the list of sites as a learner sees it. */

type Manifest = Record<string, unknown> & { readonly host_permissions: readonly string[] };

export type Build = Awaited<ReturnType<typeof copyBuild>>;

export async function copyBuild(kind: Session['kind']) {
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-build-'));
  await cp(BUILD_FOLDERS[kind], folder, { recursive: true });
  const change = async (step: (manifest: Manifest) => object): Promise<void> => {
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
    await writeFile(file, JSON.stringify({ ...manifest, ...step(manifest) }));
  };
  return {
    folder,
    change,
    /** Puts origins into the manifest, so that the browser allows them without a question. */
    allow: (...origins: readonly string[]) =>
      change(({ host_permissions }) => ({
        host_permissions: [...host_permissions, ...origins.map((origin) => `${origin}/*`)],
      })),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const rowOf = (origin: string) => `[data-site="${origin}"]`;

/**
 * Returns the state of a site in the list: followed, off or needs-access; null if it is not listed.
 */
export async function listed(page: Page, origin: string): Promise<string | null> {
  return await page.evaluate(
    (row) => document.querySelector<HTMLElement>(`${row} [data-state]`)?.dataset['state'] ?? null,
    rowOf(origin),
  );
}

export async function isListed(page: Page, origin: string, state: string | null): Promise<void> {
  await until(async () => (await listed(page, origin)) === state, `${origin} to be ${state}`);
}

export async function turnOff(page: Page, origin: string, forget: boolean): Promise<void> {
  await press(page, 'Stop following', rowOf(origin));
  const box = await page.waitForSelector(`${rowOf(origin)} input[type=checkbox]`);
  if (forget) await box?.click();
  await press(page, 'Stop following', `${rowOf(origin)} .confirm`);
  await isListed(page, origin, 'off');
}

export const pressIn = (page: Page, origin: string, name: string) =>
  press(page, name, rowOf(origin));

/** Returns the ids of the registered content scripts: each names an origin. */
export async function registered(session: Session): Promise<string[]> {
  return await session.driver.inBackground<string[]>(
    `chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ id }) => id))`,
  );
}

/** Returns everything that this browser stores, as text. */
export async function everything(session: Session): Promise<string> {
  return await session.driver.inBackground<string>(
    `Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]).then(JSON.stringify)`,
  );
}

/**
 * Returns everything that is recorded about sites, as text: journal, accounts and what tabs showed.
 */
export async function recordedAboutSites(session: Session): Promise<string> {
  return await session.driver.inBackground<string>(
    `Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]).then(([local, tabs]) =>
      JSON.stringify([tabs, Object.entries(local).filter(([key]) => /^(journal|accounts)/.test(key))]))`,
  );
}

/** Adds a site by an address that the learner types, and waits until Waypoint follows the site. */
export async function addSite(page: Page, address: string, origin: string): Promise<void> {
  await type(page, 'Add a site', address);
  await press(page, 'Add');
  await isListed(page, origin, 'followed');
}

/** Opens the first unit of a course on a site. */
export async function visitOn(session: Session, site: Site, course: Course): Promise<Page> {
  const { unit } = unitAt(course, 0);
  const page = await session.open(unitUrl(course, unit, site));
  await shows(page, unit.key);
  return page;
}

/** Waits for the registration, because the background replies before it registers scripts. */
export async function isRegistered(session: Session, ids: readonly string[]): Promise<void> {
  await until(
    async () => (await registered(session)).join() === ids.join(),
    `the scripts ${ids.join()}`,
  );
}
