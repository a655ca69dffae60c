/*
 * The grammar of Open edX keys, as in opaque-keys (locator.py). Pure: text in, parts out. Only the
 * name of a course, or of a block of a course, is a key here. Names of libraries, assets and
 * definitions are not.
 */

/** Longest key that Open edX stores. */
export const MAX_KEY_LENGTH = 255;
/**
 * The written form may be longer than the key, because it may have a branch and a version, which
 * are dropped.
 */
const MAX_WRITTEN = 3 * MAX_KEY_LENGTH;

// Python's \w is Unicode, JavaScript's is not.
const WORD = String.raw`[\p{L}\p{N}_\-~.:]+`;
const OLD = String.raw`[\p{L}\p{N}_\-.]+`;
const RUN = String.raw`(${WORD}\+${WORD}\+${WORD})(?:\+branch@${WORD})?(?:\+version@[a-f0-9]{24})?`;
// No two neighbouring parts share a character, so matching never backtracks.
const COURSE = new RegExp(String.raw`^(?:course-v1:${RUN}|ccx-v1:${RUN}\+(ccx@\d+))$`, 'u');
const BLOCK = new RegExp(
  String.raw`^(?:block-v1:${RUN}|ccx-block-v1:${RUN}\+(ccx@\d+))\+type@(${WORD})\+block@(${WORD})$`,
  'u',
);
const OLD_COURSE = new RegExp(`^(${OLD})/(${OLD})/(${OLD})$`, 'u');
const OLD_BLOCK = new RegExp(`^i4x://(${OLD})/(${OLD})/(${OLD})/(${WORD})(?:@${WORD})?$`, 'u');
/** Letters to Unicode that no screen draws. No key that a person made has one. */
const UNSEEN = /[\u115f\u1160\u3164\uffa0]/;
/** A browser would resolve these two away in a path. */
const DOTS = /^\.\.?$/;

/** A block of a course. */
export interface UsageKey {
  /** The key, without branch, version and revision. */
  readonly text: string;
  /** Key of its course; null for an old `i4x:` key, which does not contain the run. */
  readonly courseKey: string | null;
  /** `vertical`, `sequential`, … */
  readonly type: string;
}

/**
 * Returns the course key in a text, without branch and version; null if the text is not a course
 * key. Accepts `course-v1:`, `ccx-v1:` and the old `ORG/COURSE/RUN`. The old style may not contain
 * `%`, which no address can carry unchanged.
 */
export function parseCourseKey(text: string): string | null {
  if (text.length > MAX_WRITTEN || UNSEEN.test(text)) return null;
  const [, run, parent, ccx] = COURSE.exec(text) ?? [];
  if (run !== undefined) return fitting(`course-v1:${run}`);
  if (parent !== undefined) return fitting(`ccx-v1:${parent}+${ccx}`);
  const old = OLD_COURSE.exec(text)?.slice(1);
  return old && !old.some((part) => DOTS.test(part)) ? fitting(text) : null;
}

/**
 * Returns the parts of a block's key; null if the text is not one. Accepts `block-v1:`,
 * `ccx-block-v1:` and the old `i4x:`.
 */
export function parseUsageKey(text: string): UsageKey | null {
  if (text.length > MAX_WRITTEN || UNSEEN.test(text)) return null;
  const [, run, parent, ccx, type = '', id] = BLOCK.exec(text) ?? [];
  if (id !== undefined) {
    const name = `+type@${type}+block@${id}`;
    return parent === undefined
      ? usage(`block-v1:${run}${name}`, `course-v1:${run}`, type)
      : usage(`ccx-block-v1:${parent}+${ccx}${name}`, `ccx-v1:${parent}+${ccx}`, type);
  }
  const [, org, course, oldType = '', name] = OLD_BLOCK.exec(text) ?? [];
  return name === undefined
    ? null
    : usage(`i4x://${org}/${course}/${oldType}/${name}`, null, oldType);
}

/**
 * Whether a text is the key of a block of the course. For an old key, compares only organization
 * and course.
 */
export function isBlockOf(text: string, courseKey: string): boolean {
  const block = parseUsageKey(text);
  if (!block) return false;
  if (block.courseKey !== null) return block.courseKey === courseKey;
  const [org, course, run] = courseKey.split('/', 3);
  return run !== undefined && text.startsWith(`i4x://${org}/${course}/`);
}

function usage(text: string, courseKey: string | null, type: string): UsageKey | null {
  return fitting(text) === null ? null : { text, courseKey, type };
}

function fitting(key: string): string | null {
  return key.length > MAX_KEY_LENGTH ? null : key;
}
