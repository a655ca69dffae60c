import * as z from 'zod/mini';
import { parseCourseKey } from './edx/course-keys.ts';
import { isSiteOrigin } from './edx/site-origin.ts';
import { cleanTitle } from './shared/clean-title.ts';
import { parseAddress } from './ibl/account/server-address.ts';
import { parseJson } from './ibl/client/json.ts';
import { isPathPart } from './ibl/client/paths.ts';
import { JOURNAL_LIMITS } from './shared/journal-retention.ts';
import { issueOf, type ValidationIssue } from './shared/validation-issue.ts';

/* The file in which a learner takes their settings to another browser: docs/settings-file.md. It has no
 * key, nothing of where they were, and nothing that they wrote. */

export const FORMAT = 'waypoint-settings';
export const VERSION = 1;
/** Larger than any file that is written here (bytes). */
export const LARGEST_FILE = 2_000_000;

const origin = z.string().check(
  z.maxLength(300),
  z.refine((text) => isSiteOrigin(text)),
);
const name = z.string().check(
  z.maxLength(255),
  z.refine((text) => isPathPart(text) && cleanTitle(text) === text),
);
const address = z.string().check(
  z.maxLength(1000),
  z.refine((text) => {
    const parsed = parseAddress(text);
    return parsed.ok && parsed.base === text;
  }),
);
const courseKey = z.string().check(z.refine((text) => parseCourseKey(text) === text));
const title = z.string().check(
  z.maxLength(200),
  z.refine((text) => cleanTitle(text) === text),
);

export const filedSite = z.object({
  origin,
  /** False: it is turned off. */
  follow: z.boolean(),
});
export const filedConnection = z.object({
  address,
  organization: name,
  username: name,
  /** Sites whose places go here. */
  sites: z.array(origin).check(z.maxLength(1000)),
});
export type FiledConnection = z.infer<typeof filedConnection>;
export const filedCourse = z.object({ courseKey, title });
export type FiledCourse = z.infer<typeof filedCourse>;

/** A part that is missing changes nothing. What is not named here is not read. */
export const settingsFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  paused: z.exactOptional(z.boolean()),
  /** Sites that were added, and those of Waypoint about which something was chosen. */
  sites: z.exactOptional(z.array(filedSite).check(z.maxLength(1000))),
  /** The first is the one that gets the places of all sites that no other has. Never with a key. */
  connections: z.exactOptional(z.array(filedConnection).check(z.maxLength(100))),
  neverFollowed: z.exactOptional(z.array(filedCourse).check(z.maxLength(5000))),
  /** How long the journal is kept, where the learner chose. */
  journal: z.exactOptional(z.enum(JOURNAL_LIMITS)),
});
export type SettingsFile = z.infer<typeof settingsFile>;

/** Nothing yet. */
export const EMPTY_FILE: SettingsFile = { format: FORMAT, version: VERSION };

export type FileFault =
  | { readonly kind: 'too-large' | 'not-json' | 'not-ours' | 'newer' }
  /** Ours, and something in it is not as it must be. */
  | { readonly kind: 'damaged'; readonly issue: ValidationIssue };

export type ReadFile =
  | { readonly ok: true; readonly file: SettingsFile }
  | { readonly ok: false; readonly fault: FileFault };

/** What any version of such a file says of itself. */
const marked = z.object({ format: z.literal(FORMAT) });
const newer = z.object({ version: z.int().check(z.gt(VERSION)) });

/** Reads the text of a file that somebody chose: it may be anything. */
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

/** The text of a file. */
export const writeSettingsFile = (file: SettingsFile): string =>
  `${JSON.stringify(file, null, 2)}\n`;
