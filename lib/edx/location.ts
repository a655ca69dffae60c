import { decodePart, parseAddress } from './url-parts.ts';
import { parseCourseKey, parseUsageKey, type UsageKey } from './course-keys.ts';
import type { Location, View } from './place.ts';
import { unitIdIn } from './unit-id.ts';
import { TABS, KEYLESS, SHARED, APPS, LEARNER_APP, LEGACY, MAKERS } from './views.ts';

type Parts = readonly string[];

/**
 * Returns where an address says the learner is. Pure, never throws, and takes time linear in the
 * text.
 *
 * @param url an address that the browser wrote, as of a tab or a frame
 * @returns null if the text is not an http(s) address; view `none` without keys if the address
 *   names no course. Blocks are always of that course. Keys in query or hash never count.
 */
export function readLocation(url: string): Location | null {
  const address = parseAddress(url);
  if (!address) return null;
  const { host, parts } = address;
  const app = APPS.get(parts[0] ?? '') ?? APPS.get(parts[1] ?? '');
  if (app) return at(app);
  const location = lmsPage(parts) ?? learnerAppPage(parts, url) ?? mfePage(parts);
  if (MAKERS.test(host) && SHARED.has(location.view)) return at('studio');
  // On a host of its own, the forum's paths begin with the key.
  if (location.view === 'none' && host.startsWith('discussions.')) return discussions(parts);
  return host.startsWith('preview.') && location.courseKey !== null
    ? { ...location, view: 'preview' }
    : location;
}

/**
 * Reads pages whose first part says what they are. Returns null if the first part does not say
 * that.
 */
function lmsPage([first, ...rest]: Parts): Location | null {
  switch (first ?? '') {
    case 'courses':
      return legacyPage(rest);
    case 'discussions':
      return discussions(rest);
    case 'xblock':
      return xblockPage(rest);
    case 'videos':
      return at(blockIn(rest[0] === 'embed' ? rest[1] : rest[0]) ? 'public-video' : 'none');
    case 'container':
      return at(blockIn(rest[0]) ? 'studio' : 'none');
    case 'library':
      return at('studio');
    case 'settings':
      return at(courseIn(rest[1]) === null ? 'none' : 'studio');
    case 'lti_provider': {
      const [key] = rest[0] === 'courses' ? legacyCourse(rest.slice(1)) : [null];
      return key === null ? at('none') : at('lti', key);
    }
    default:
      return null;
  }
}

/**
 * Reads `[/platform/<school>]/course-content/<key>/<tab>` of ibl.ai's learner app. The query names
 * the unit, or else only the page does. A `unit_id` that is not a unit of this course names none.
 */
function learnerAppPage(parts: Parts, url: string): Location | null {
  const [first, part, word, ...more] = parts.slice(parts[0] === 'platform' ? 2 : 0);
  if (first !== 'course-content') return null;
  const key = courseIn(part);
  if (key === null || key.includes('/') || word === undefined) return at('none');
  const view = LEARNER_APP.get(word) ?? 'learner-app-tab';
  if (KEYLESS.has(view) || (word === 'progress' && more.length > 0)) return at('instructor');
  const text = unitIdIn(/^[^?#]*(\?[^#]*)/.exec(url)?.[1] ?? '');
  const unit = parseUsageKey(text ?? '');
  const fits = unit?.type === 'vertical' && unit.courseKey === key;
  return view === 'learner-app' && more.length === 0 && (fits || text === undefined)
    ? at(view, key, null, fits ? unit.text : null)
    : at('learner-app-tab', key);
}

/**
 * Reads `[prefix]/[preview]/course/<key>…`: the Learning MFE, under a prefix of at most two parts.
 */
function mfePage(parts: Parts): Location {
  const start = parts.indexOf('course');
  const front = start < 0 ? [] : parts.slice(0, start);
  const preview = front.at(-1) === 'preview';
  if (start < 0 || front.length > (preview ? 3 : 2)) return at('none');
  const key = courseIn(parts[start + 1]);
  // The MFE never serves keys of the old style.
  if (key === null || key.includes('/')) return at('none');
  const location = coursePage(key, parts.slice(start + 2));
  return preview && location.courseKey !== null ? { ...location, view: 'preview' } : location;
}

/** Reads what follows `/course/<key>/` in the Learning MFE. */
function coursePage(key: string, rest: Parts): Location {
  const [first, second] = rest;
  if (first === undefined) return at('course-root', key);
  const block = blockIn(first);
  if (block) return rest.length > 2 ? at('none') : unitPage(key, block, second);
  const word = decodePart(first);
  // The text is not a valid key, or it is the empty part between two slashes.
  if (word === null || !/^[\w-]+$/.test(word)) return at('none');
  // With a user's id, staff are looking at one learner.
  if (word === 'progress' && second !== undefined) return at('instructor');
  return at(TABS.get(word) ?? 'course-tab', key);
}

/**
 * Reads `/<sequential>`, `/<sequential>/<vertical>` and forms of them that last only a moment.
 * Block types are a convention only.
 */
function unitPage(key: string, block: UsageKey, second: string | undefined): Location {
  const inside = block.type !== 'chapter' && block.type !== 'course';
  const unit = blockIn(second);
  if (block.courseKey !== key || (unit && unit.courseKey !== key)) return at('none');
  if (unit) return at('unit', key, inside ? block.text : null, unit.text);
  const marker = second === 'first' || second === 'last';
  if (second !== undefined && !marker) return at('none');
  if (!inside) return at(block.type === 'chapter' ? 'section' : 'course-root', key);
  // A block alone, of any type other than a subsection's, is a unit whose subsection the page looks
  // up.
  return block.type === 'sequential' || marker
    ? at('subsection', key, block.text)
    : at('unit', key, null, block.text);
}

/** Reads `/courses/<key>…`: pages that the LMS renders. Chapter and section are not keys there. */
function legacyPage(parts: Parts): Location {
  const [key, rest] = legacyCourse(parts);
  if (key === null) return at('none');
  const word = rest[0];
  const view = word === undefined ? 'legacy-course-home' : (LEGACY.get(word) ?? 'legacy-tab');
  // With a student's id, staff are looking at one learner.
  if (view === 'legacy-progress' && rest.length > 1) return at('instructor');
  return KEYLESS.has(view) ? at(view) : at(view, key);
}

/**
 * Returns the course key at the start, which takes three parts in the old style, and the parts
 * after it.
 */
function legacyCourse(parts: Parts): [string | null, Parts] {
  const key = courseIn(parts[0]);
  if (key !== null) return [key, parts.slice(1)];
  const old = parts.slice(0, 3).map(decodePart);
  return [old.length < 3 ? null : parseCourseKey(old.join('/')), parts.slice(3)];
}

/** Reads `/xblock/<usage key>`: one block on its own. The unit's frame shows this address too. */
function xblockPage(parts: Parts): Location {
  const block = blockIn(parts[0]);
  if (!block?.courseKey) return at('none');
  switch (block.type) {
    case 'course':
    case 'chapter':
      return at('xblock', block.courseKey);
    case 'sequential':
      return at('xblock', block.courseKey, block.text);
    default:
      return at('xblock', block.courseKey, null, block.text);
  }
}

function discussions(parts: Parts): Location {
  const key = courseIn(parts[0]);
  return key === null ? at('none') : at('discussion', key);
}

function courseIn(part = ''): string | null {
  return parseCourseKey(decodePart(part) ?? '');
}

function blockIn(part = ''): UsageKey | null {
  return parseUsageKey(decodePart(part) ?? '');
}

function at(
  view: View,
  courseKey: string | null = null,
  subsectionKey: string | null = null,
  unitKey: string | null = null,
): Location {
  return { view, courseKey, subsectionKey, unitKey };
}
