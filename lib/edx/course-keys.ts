/*
 * The grammar of Open edX keys, as in opaque-keys (locator.py). Pure: text in, parts out. Only the
 * name of a course, or of a block of a course, is a key here. Names of libraries, assets and
 * definitions are not.
 */

import { keyForm } from './key-form.ts';

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
 * are the same. The classes of Unicode take long to build, so `isWord` builds them only for a word
 * that is not ASCII.
 */
function isWord(text = ''): boolean {
  if (/^[\w\-~.:]+$/.test(text)) return true;
  if (!/[^\0-\x7f]/.test(text) || UNSEEN.test(text)) return false;
  anyWord ??= new RegExp(String.raw`^[\p{L}\p{N}_\-~.:]+$`, 'u');
  return anyWord.test(text);
}

/**
 * Whether a text is a part of a key of the old style. A browser would resolve `.` and `..` away in
 * a path.
 */
const isOldPart = (text = ''): boolean => isWord(text) && !/[~:]|^\.\.?$/.test(text);

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
  const named = parseKey(text);
  if (named) return named.block === null ? fitting(named.courseKey) : null;
  const old = text.split('/', 4);
  return old.length === 3 && old.every(isOldPart) ? fitting(text) : null;
}

/**
 * Returns the parts of a block's key; null if the text is not one. Accepts `block-v1:`,
 * `ccx-block-v1:` and the old `i4x:`.
 */
export function parseUsageKey(text: string): UsageKey | null {
  const named = parseKey(text);
  if (named) return named.block && fitting(named.block.text) !== null ? named.block : null;
  const [org, course, type, name, revision] = text.replace('i4x://', '').split(/[/@]/, 6);
  const key = `i4x://${org}/${course}/${type}/${name}`;
  const fits =
    [org, course, type].every(isOldPart) &&
    isWord(name) &&
    (text === key || (isWord(revision) && text === `${key}@${revision}`));
  return fits && fitting(key) !== null ? { text: key, courseKey: null, type: type ?? '' } : null;
}

/** Reads a key of a course, or of a block of it. Returns null for all other texts. */
function parseKey(text: string): { courseKey: string; block: UsageKey | null } | null {
  const form = text.length > MAX_WRITTEN ? null : keyForm(text);
  if (!form?.words.split('+').every(isWord)) return null;
  const { courseKey, block } = form;
  return { courseKey, block: block && { ...block, courseKey } };
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

function fitting(key: string): string | null {
  return key.length > MAX_KEY_LENGTH ? null : key;
}
