import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';

interface Known {
  readonly name: string;
  readonly variable: 'CHROME_PATH' | 'FIREFOX_PATH';
  /** Command names, looked for on PATH. */
  readonly commands: readonly string[];
  /** Full paths where installers put the browser. */
  readonly paths: readonly string[];
  readonly aptPackage: string;
}

const windowsRoots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
  const root = process.env[name];
  return root ? [root] : [];
});

const BROWSERS: Record<BrowserKind, Known> = {
  chromium: {
    name: 'Chromium (or Chrome)',
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ...windowsRoots.flatMap((root) => [
        join(root, 'Chromium', 'Application', 'chrome.exe'),
        join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      ]),
    ],
    aptPackage: 'chromium',
  },
  firefox: {
    name: 'Firefox',
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    paths: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...windowsRoots.map((root) => join(root, 'Mozilla Firefox', 'firefox.exe')),
    ],
    aptPackage: 'firefox-esr',
  },
};

/** Fonts with which screens in every script and with emoji look as they do on a desktop. */
const FONTS = ['fonts-noto-core', 'fonts-noto-color-emoji'];

function onPath(command: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders
    .map((folder) => join(folder, command))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function installed({ commands, paths }: Known): string | undefined {
  const command = commands.map(onPath).find((file) => file !== undefined);
  return command ?? paths.find((path) => existsSync(path));
}

/** Returns the path of apt-get if it can be used without asking; otherwise undefined. */
function usableApt(): string | undefined {
  return process.getuid?.() === 0 ? onPath('apt-get') : undefined;
}

/** Installs packages. Throws if apt fails; the caller says what to do then. */
function aptInstall(apt: string, packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: readonly string[]): void => {
    execFileSync(apt, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  run(['update', '-q']);
  run(['install', '-q', '-y', '--no-install-recommends', ...packages]);
}

/**
 * Returns the program file of a browser. If it is missing, installs it if that needs no question;
 * otherwise throws and says what to do.
 */
export function findBrowser(kind: BrowserKind): string {
  const known = BROWSERS[kind];
  const chosen = process.env[known.variable];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`${known.variable} names ${chosen}, but there is no such file.`);
  }
  const found = installed(known);
  if (found) return found;
  const apt = usableApt();
  if (apt) {
    console.log(`Installing ${known.name} with apt-get; this happens once.`);
    try {
      aptInstall(apt, [known.aptPackage, ...FONTS]);
    } catch (error) {
      throw new Error(
        `${known.name} is missing and apt-get could not install ${known.aptPackage}: install it, or set ${known.variable} to its program file.`,
        { cause: error },
      );
    }
    const now = installed(known);
    if (now) return now;
  }
  throw new Error(
    `${known.name} was not found: install it, or set ${known.variable} to its program file.`,
  );
}
