import * as z from 'zod/mini';
import { few, short, whole, word } from './shared/schema.ts';
import { parseCourseKey } from './edx/course-keys.ts';
import { isSiteOrigin } from './edx/sites/site-origin.ts';
import { cleanTitle } from './shared/clean-title.ts';
import { parseAddress } from './ibl/account/server-address.ts';
import { parseJson } from './ibl/client/json.ts';
import { isPathPart } from './ibl/client/paths.ts';
import { JOURNAL_LIMITS } from './shared/journal-retention.ts';
import { issueOf, type ValidationIssue } from './shared/validation-issue.ts';

/*
 * The file with which a learner takes their settings to another browser: docs/settings-file.md. It
 * has no key, no places, and no text that the learner wrote.
 */

export const FORMAT = 'waypoint-settings';
export const VERSION = 1;
/** Larger than any file that Waypoint writes (bytes). */
export const LARGEST_FILE = 2_000_000;

const origin = short(300).check(z.refine((text) => isSiteOrigin(text)));
const name = short(255).check(z.refine((text) => isPathPart(text) && cleanTitle(text) === text));
const address = short(1000).check(
  z.refine((text) => {
    const parsed = parseAddress(text);
    return parsed.ok && parsed.base === text;
  }),
);
const courseKey = z.string().check(z.refine((text) => parseCourseKey(text) === text));
const title = short(200).check(z.refine((text) => cleanTitle(text) === text));

export const filedSite = z.object({
  origin,
  /** False if the site is turned off. */
  follow: z.boolean(),
});
export const filedConnection = z.object({
  address,
  organization: name,
  username: name,
  /** Sites whose places go to this connection. */
  sites: few(origin, 1000),
});
export type FiledConnection = z.infer<typeof filedConnection>;
export const filedCourse = z.object({ courseKey, title });
export type FiledCourse = z.infer<typeof filedCourse>;

/** A missing part changes nothing. Parts that are not named here are not read. */
export const settingsFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  paused: z.exactOptional(z.boolean()),
  /**
   * Sites that the learner added, and sites of Waypoint about which the learner chose something.
   */
  sites: z.exactOptional(few(filedSite, 1000)),
  /**
   * The first gets the places of all sites that no other connection has. A connection never has a
   * key here.
   */
  connections: z.exactOptional(few(filedConnection, 100)),
  neverFollowed: z.exactOptional(few(filedCourse, 5000)),
  /** How long the journal is kept, if the learner chose. */
  journal: z.exactOptional(word(...JOURNAL_LIMITS)),
});
export type SettingsFile = z.infer<typeof settingsFile>;

/** A file that changes nothing. */
export const EMPTY_FILE: SettingsFile = { format: FORMAT, version: VERSION };

export type FileFault =
  | { readonly kind: 'too-large' | 'not-json' | 'not-ours' | 'newer' }
  /** The file is Waypoint's, but contains an invalid value. */
  | { readonly kind: 'damaged'; readonly issue: ValidationIssue };

export type ReadFile =
  | { readonly ok: true; readonly file: SettingsFile }
  | { readonly ok: false; readonly fault: FileFault };

/** What a file of any version contains. */
const marked = z.object({ format: z.literal(FORMAT) });
const newer = z.object({ version: whole.check(z.refine((version) => version > VERSION)) });

/** Reads the text of a file that somebody chose. The text may be anything. */
export function readSettingsFile(text: string): ReadFile {
  const data = parseJson(text);
  if (data === undefined) return { ok: false, fault: { kind: 'not-json' } };
  if (!marked.safeParse(data).success) return { ok: false, fault: { kind: 'not-ours' } };
  if (newer.safeParse(data).success) return { ok: false, fault: { kind: 'newer' } };
  const parsed = settingsFile.safeParse(data);
  return parsed.success
    ? { ok: true, file: parsed.data }
    : { ok: false, fault: { kind: 'damaged', issue: issueOf(parsed.error, data) } };
}

/** Returns the text of a settings file. */
export const writeSettingsFile = (file: SettingsFile): string =>
  `${JSON.stringify(file, null, 2)}\n`;
