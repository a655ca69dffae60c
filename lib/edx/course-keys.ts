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

/** Letters to Unicode that no screen draws. No key that a person made has one. */
const UNSEEN = /[\u115f\u1160\u3164\uffa0]/;

let anyWord: RegExp | undefined;

/**
 * Whether a text is a word of a key. Python's `\w` is Unicode, JavaScript's is not; in ASCII both
 * are the same. Every course page loads this file, so the classes of Unicode, which take long to
 * build, are built when a key needs them.
 */
function isWord(text: string): boolean {
  if (/^[\w\-~.:]+$/.test(text)) return true;
  // eslint-disable-next-line no-control-regex
  if (!/[^\0-\x7f]/.test(text) || UNSEEN.test(text)) return false;
  anyWord ??= new RegExp(String.raw`^[\p{L}\p{N}_\-~.:]+$`, 'u');
  return anyWord.test(text);
}

/**
 * Whether a text is a part of a key of the old style. A browser would resolve `.` and `..` away in
 * a path.
 */
const isOldPart = (text: string): boolean => isWord(text) && !/[~:]|^\.\.?$/.test(text);

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
  if (text.length > MAX_WRITTEN) return null;
  const named = readRun(text, 'course-v1:', 'ccx-v1:');
  if (named) return named.rest.length === 0 ? fitting(named.courseKey) : null;
  const old = text.split('/');
  return old.length === 3 && old.every(isOldPart) ? fitting(text) : null;
}

/**
 * Returns the parts of a block's key; null if the text is not one. Accepts `block-v1:`,
 * `ccx-block-v1:` and the old `i4x:`.
 */
export function parseUsageKey(text: string): UsageKey | null {
  if (text.length > MAX_WRITTEN) return null;
  const named = readRun(text, 'block-v1:', 'ccx-block-v1:');
  if (!named) return oldUsage(text);
  const { courseKey, rest } = named;
  const [type, name] = [after('type@', rest[0]), after('block@', rest[1])];
  if (rest.length !== 2 || !isWord(type) || !isWord(name)) return null;
  const run = courseKey.slice(courseKey.indexOf(':'));
  const kind = courseKey.startsWith('ccx-') ? 'ccx-block-v1' : 'block-v1';
  return usage(`${kind}${run}+type@${type}+block@${name}`, courseKey, type);
}

function oldUsage(text: string): UsageKey | null {
  const parts = after('i4x://', text).split('/');
  const [org = '', course = '', type = '', written = ''] = parts;
  const [name = '', ...revision] = written.split('@');
  const fits =
    parts.length === 4 &&
    [org, course].every(isOldPart) &&
    isWord(type) &&
    !/[~:]/.test(type) &&
    [name, ...revision].every(isWord) &&
    revision.length < 2;
  return fits ? usage(`i4x://${org}/${course}/${type}/${name}`, null, type) : null;
}

/**
 * Reads `ORG+COURSE+RUN` after a prefix, then branch and version, which are dropped, and after the
 * prefix of a CCX also `ccx@ID`. Returns the key of the course and the parts that follow; null if
 * the text begins with neither prefix or is malformed.
 */
function readRun(
  text: string,
  course: string,
  ccx: string,
): { courseKey: string; rest: readonly string[] } | null {
  const isCcx = text.startsWith(ccx);
  const [org = '', number = '', run = '', ...rest] = after(isCcx ? ccx : course, text).split('+');
  if (![org, number, run].every(isWord)) return null;
  if (rest[0]?.startsWith('branch@') && !isWord(after('branch@', rest.shift()))) return null;
  if (rest[0]?.startsWith('version@') && !/^version@[a-f0-9]{24}$/.test(rest.shift() ?? ''))
    return null;
  const name = `${org}+${number}+${run}`;
  if (!isCcx) return { courseKey: `course-v1:${name}`, rest };
  const id = rest.shift() ?? '';
  return /^ccx@\d+$/.test(id) ? { courseKey: `ccx-v1:${name}+${id}`, rest } : null;
}

/** Returns what follows a prefix; '' if the text does not begin with it. */
const after = (prefix: string, text = ''): string =>
  text.startsWith(prefix) ? text.slice(prefix.length) : '';

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
