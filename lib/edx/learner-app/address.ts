import { keyForm } from '../key-form.ts';
import { unitIdIn } from '../unit-id.ts';
import { decodedParts } from '../url-parts.ts';

/** What an address of ibl.ai's learner app asks for. */
export interface LearnerAppAddress {
  readonly courseKey: string;
  /** Whether it asks for a unit, perhaps for one that only the page names. */
  readonly isUnit: boolean;
  readonly unitKey: string | null;
}

const PATH = /^(?:\/platform\/[^/]+)?\/course-content\/([^/]+)\/(.+?)\/?$/;

/**
 * Returns what an address of a course asks for; null for every other address. Works on a page's
 * `location` and on a link. Checks only the form of keys, as `lib/edx/page-address.ts` does.
 */
export function readLearnerAppAddress(
  url: Pick<URL, 'pathname' | 'search'>,
): LearnerAppAddress | null {
  const [, key = '', word] = PATH.exec(decodedParts(url.pathname).join('/')) ?? [];
  const course = keyForm(key);
  if (!course || course.block) return null;
  const { courseKey } = course;
  const written = unitIdIn(url.search);
  const unit = word === 'course' ? keyForm(written ?? '') : null;
  const unitKey =
    unit?.block?.type === 'vertical' && unit.courseKey === courseKey ? unit.block.text : null;
  const isUnit = word === 'course' && (unitKey !== null || written === undefined);
  return { courseKey, isUnit, unitKey };
}
