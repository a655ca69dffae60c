import { keyForm } from './key-form.ts';
import { decodedParts } from './url-parts.ts';

/** What the page's script has to know of an address of Open edX to choose what it looks for. */
export interface PageAddress {
  /** Who draws the page: the Learning MFE, or the LMS itself. */
  readonly by: 'mfe' | 'lms';
  /**
   * `passing`: mostly on its way to a unit. `root`: alike, and Studio has this address too.
   * `courseware`: a unit that only the page names. `tab`: another page of the course.
   */
  readonly kind: 'unit' | 'passing' | 'root' | 'courseware' | 'tab';
  readonly subsectionKey: string | null;
  readonly unitKey: string | null;
}

/**
 * Matches a path that names a course, or a block of it: the word in front of the key, the key (one
 * of the old style has three parts), and the parts after it.
 */
const PATH =
  /^(?:\/[^/]+){0,3}?\/(courses?|discussions|xblock)\/((?:course|ccx|block|ccx-block)-v1:[^/]+|[^/:+]+\/[^/:+]+\/[^/:+]+)(?:\/([^/]*))?(?:\/([^/]*))?(?:\/(.+))?/;

/** Blocks that have no page of their own. */
const OUTER = /^(?:course|chapter)$/;

/**
 * Returns what an address of a course asks for; null for every other address. Checks only the form
 * of keys and takes more addresses than count: the worker reads the address of the tab again, with
 * every rule (`lib/edx/location.ts`), and alone decides.
 */
export function readPageAddress(url: Pick<URL, 'hostname' | 'pathname'>): PageAddress | null {
  const path = decodedParts(url.pathname);
  // On a host of its own, the forum's paths begin with the key.
  if (url.hostname.startsWith('discussions.')) path.splice(1, 0, 'discussions');
  const [, word, key = '', first = '', second, more] = PATH.exec(path.join('/')) ?? [];
  if (word === undefined) return null;
  const page = (
    by: PageAddress['by'],
    kind: PageAddress['kind'] = 'tab',
    unitKey: string | null = null,
    subsectionKey: string | null = null,
  ): PageAddress => ({ by, kind, subsectionKey, unitKey });

  const form = keyForm(key);
  if (word === 'xblock') {
    const { type = '', text = null } = form?.block ?? {};
    return page('lms', 'unit', OUTER.test(type) ? null : text);
  }
  if (word === 'courses' && first !== 'discussion') {
    return page('lms', first === 'courseware' ? first : 'tab');
  }
  const [block, unit] = [first, second ?? ''].map((part) => {
    const { block: found, courseKey } = keyForm(part) ?? {};
    return courseKey === form?.courseKey ? found : null;
  });
  if (!block) return page('mfe', first === '' && word === 'course' ? 'root' : 'tab');
  if (more !== undefined || (second && !unit && !/^(?:first|last)$/.test(second))) return null;
  const inside = OUTER.test(block.type) ? null : block.text;
  if (unit) return page('mfe', 'unit', unit.text, inside);
  return block.type === 'sequential' || second || inside === null
    ? page('mfe', 'passing', null, inside)
    : page('mfe', 'unit', block.text);
}
