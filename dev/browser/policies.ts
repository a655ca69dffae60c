import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BrowserKind } from './find-browser.ts';

/*
 * Policies of an administrator for a browser in a test. On Linux, browsers read policies from fixed
 * places below /etc, which all browsers of a machine share.
 */

/** The folders of Chromium and of Chrome, and the folder of Firefox's only policy file. */
const PLACES: Record<BrowserKind, readonly string[]> = {
  chromium: ['chromium/policies/managed', 'opt/chrome/policies/managed'],
  firefox: ['firefox/policies'],
};

export interface Policies {
  /** Whether no other browser of this machine can see the policies. */
  readonly own: boolean;
  /** Returns a program that starts the browser with the policies. */
  program(browser: string): string;
  /** Sets the policies. Chromium notices within some seconds, Firefox at its next start. */
  set(policies: object): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Opens policies for one browser. If this user may arrange it, only that browser sees another /etc.
 * Otherwise the policies are written to the real /etc, where existing files stay untouched, and are
 * removed at the end.
 */
export const openPolicies = async (kind: BrowserKind): Promise<Policies> =>
  (await ownEtc(kind)) ?? (await realEtc(kind));

const UNSHARE = ['--mount', '--propagation', 'private'];
/** Arguments for `unshare`. A user who is not root may only mount where they are mapped to root. */
const unshare = process.getuid?.() === 0 ? UNSHARE : ['--map-root-user', ...UNSHARE];
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

async function ownEtc(kind: BrowserKind): Promise<Policies | null> {
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-policies-'));
  const onExit = () => rmSync(folder, { recursive: true, force: true });
  const etc = join(folder, 'etc');
  const name = fileFor(kind);
  for (const place of PLACES[kind]) mkdirSync(join(etc, place), { recursive: true });
  // The overlay makes sure that each folder exists in /etc. Each folder is then bound by itself, so
  // that the browser notices changes.
  const mounts = [
    `mount -t overlay overlay -o ${quote(`lowerdir=${etc}:/etc`)} /etc`,
    ...PLACES[kind].map((place) => `mount --bind ${quote(join(etc, place))} /etc/${place}`),
  ].join(' && ');
  try {
    execFileSync('unshare', [...unshare, 'sh', '-c', mounts], { stdio: 'ignore' });
  } catch {
    onExit();
    return null;
  }
  process.once('exit', onExit);
  return {
    own: true,
    program(browser) {
      const program = join(folder, 'browser');
      const start = `#!/bin/sh\nexec unshare ${unshare.join(' ')} sh -c ${quote(`${mounts} && exec "$0" "$@"`)} ${quote(browser)} "$@"\n`;
      writeFileSync(program, start, { mode: 0o755 });
      return program;
    },
    async set(policies) {
      for (const place of PLACES[kind]) await put(join(etc, place, name), policies);
    },
    async remove() {
      process.off('exit', onExit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Returns the policy file's name. Firefox reads only one; Chromium reads all in its folder. */
const fileFor = (kind: BrowserKind): string =>
  kind === 'chromium' ? `waypoint-test-${randomUUID()}.json` : 'policies.json';

/** Writes a file in one step, so that a browser never reads half of it. */
async function put(file: string, policies: object): Promise<void> {
  const half = `${file}.half`;
  await writeFile(half, JSON.stringify(policies));
  await rename(half, file);
}

async function realEtc(kind: BrowserKind): Promise<Policies> {
  const name = fileFor(kind);
  const files = PLACES[kind].map((place) => join('/etc', place, name));
  // All Firefoxes of a machine read the same file, so one test at a time has it.
  const unlock = kind === 'firefox' ? await lock(files) : () => undefined;
  const made: string[] = [];
  const clean = (): void => {
    for (const file of files) rmSync(file, { force: true });
    // The deepest first. A folder into which somebody else has put something stays.
    for (const folder of made.toReversed()) {
      try {
        rmdirSync(folder);
      } catch {
        continue;
      }
    }
    unlock();
  };
  try {
    for (const file of files) {
      if (existsSync(file)) throw new Error(`${file} is not a test's, and is not touched.`);
    }
    for (const file of files) makeFolder(dirname(file), made);
    for (const file of files) writeFileSync(file, '{}');
  } catch (error) {
    unlock();
    throw new Error('A browser can be given policies only by who may mount or write in /etc.', {
      cause: error,
    });
  }
  process.once('exit', clean);
  return {
    own: false,
    program: (browser) => browser,
    async set(policies) {
      for (const file of files) await put(file, policies);
    },
    async remove() {
      process.off('exit', clean);
      clean();
    },
  };
}

const LOCK = join(tmpdir(), 'waypoint-test-policies.lock');

/** Waits until no other test has these files. Removes the files of a test that was killed. */
async function lock(files: readonly string[]): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(LOCK, `${process.pid}`, { flag: 'wx' });
      return () => rmSync(LOCK, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (!runs(Number(readFileSync(LOCK, { encoding: 'utf8', flag: 'a+' })))) {
      for (const file of [...files, LOCK]) rmSync(file, { force: true });
    }
    await setTimeout(500);
  }
}

function runs(pid: number): boolean {
  // The lock file is being written right now.
  if (pid === 0) return true;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), made);
  mkdirSync(folder, { recursive: true });
  made.push(folder);
}
