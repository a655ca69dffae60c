import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserKind } from './find.ts';

/* What an administrator sets, for a browser in a test. Browsers on Linux read it from fixed places below
 * /etc, which all browsers of a machine share. */

/** Chromium's folder, Chrome's folder, Firefox's only file. */
const PLACES: Record<BrowserKind, readonly string[]> = {
  chromium: ['chromium/policies/managed', 'opt/chrome/policies/managed'],
  firefox: ['firefox/policies'],
};

export interface Policies {
  /** Whether no other browser of this machine can see them. */
  readonly own: boolean;
  /** A program that starts this one with the policies. */
  program(browser: string): string;
  /** What is set from now on. Chromium takes notice within some seconds, Firefox at its next start. */
  set(policies: object): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Policies for one browser: only it sees another /etc, where this user may arrange that. Else they are
 * written to the real /etc, if that can be: nothing that is there is touched, and all goes again at the
 * end. Null where neither can be done; a line says so.
 */
export async function openPolicies(
  kind: BrowserKind,
  { own = true }: { own?: boolean } = {},
): Promise<Policies | null> {
  const policies = own ? ((await ownEtc(kind)) ?? realEtc(kind)) : realEtc(kind);
  if (!policies) {
    console.log('Policies cannot be tried here: this user may neither mount nor write in /etc.');
  }
  return policies;
}

const UNSHARE = ['--mount', '--propagation', 'private'];
/** A user who is not root may mount only where they are taken for root. */
const unshare = process.getuid?.() === 0 ? UNSHARE : ['--map-root-user', ...UNSHARE];
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Whether a browser here can be given policies that no other sees. */
export function mayHaveOwn(): boolean {
  try {
    execFileSync('unshare', [...unshare, 'sh', '-c', 'mount -t tmpfs none /etc'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

async function ownEtc(kind: BrowserKind): Promise<Policies | null> {
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-policies-'));
  const onExit = () => rmSync(folder, { recursive: true, force: true });
  const etc = join(folder, 'etc');
  for (const place of PLACES[kind]) mkdirSync(join(etc, place), { recursive: true });
  // Laid over /etc, so that each place is there; and each for itself, so that changes are noticed.
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
      for (const place of PLACES[kind]) await put(join(etc, place, FILES[kind]), policies);
    },
    async remove() {
      process.off('exit', onExit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Firefox has one file for all; in Chromium's folder each may have a name of its own. */
const FILES: Record<BrowserKind, string> = {
  chromium: `waypoint-test-${process.pid}.json`,
  firefox: 'policies.json',
};

/** Whole at once: a browser that looks just then must not read half of it. */
async function put(file: string, policies: object): Promise<void> {
  const half = `${file}.half`;
  await writeFile(half, JSON.stringify(policies));
  await rename(half, file);
}

function realEtc(kind: BrowserKind): Policies | null {
  const files = PLACES[kind].map((place) => join('/etc', place, FILES[kind]));
  if (files.some((file) => existsSync(file))) return null;
  const made: string[] = [];
  const clean = (): void => {
    for (const file of files) rmSync(file, { force: true });
    // The deepest first; one that somebody else has put something into stays.
    for (const folder of made.toReversed()) {
      try {
        rmdirSync(folder);
      } catch {
        continue;
      }
    }
  };
  try {
    for (const file of files) makeFolder(dirname(file), made);
    for (const file of files) writeFileSync(file, '{}');
  } catch {
    clean();
    return null;
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

function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), made);
  mkdirSync(folder);
  made.push(folder);
}
