import type { SiteLook } from '../sites.ts';

interface Settings {
  /** See CourseSettings. */
  readonly pace: number;
  /** The path under which the app is served. */
  readonly base: string;
  /** The origin of the LMS. */
  readonly lms: string;
  readonly name: string;
  readonly look: SiteLook;
}

function read(): Settings {
  const settings: Settings = JSON.parse(document.querySelector('#settings')?.textContent ?? '{}');
  return settings;
}

export const { pace, base, lms, name: siteName, look: siteLook } = read();

/** Returns a path of the app as the browser has it; `inner` does the reverse. */
export const outer = (path: string): string => base + path;
export const inner = (path: string): string =>
  path.startsWith(`${base}/`) ? path.slice(base.length) : path;
