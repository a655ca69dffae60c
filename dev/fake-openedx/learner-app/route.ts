import { findCourse } from '../courses.ts';
import type { Course } from '../tree.ts';

/** The tabs of a course, by the last part of the path. */
export const TABS = {
  agent: 'Agent',
  course: 'Course',
  progress: 'Progress',
  dates: 'Dates',
  discussion: 'Discussions',
  bookmarks: 'Bookmarks',
  'learning-info': 'Learning Info',
  instructors: 'Instructors',
} as const;
export const STAFF_TABS = {
  instructor: 'Instructor',
  gradebook: 'Gradebook',
  analytics: 'Analytics',
  configuration: 'Configuration',
} as const;
export type Tab = keyof typeof TABS | keyof typeof STAFF_TABS;

export const isStaffTab = (tab: Tab): tab is keyof typeof STAFF_TABS =>
  Object.hasOwn(STAFF_TABS, tab);

export interface CourseRoute {
  readonly kind: 'course';
  /** The path of the course, as it stands in the address; the tabs' links begin with it. */
  readonly base: string;
  /** The course's key as it stands in the address, perhaps encoded. */
  readonly written: string;
  readonly key: string;
  readonly tab: Tab;
}

/** What an address is. */
export type Route =
  | CourseRoute
  | { readonly kind: 'stub' }
  | { readonly kind: 'about'; readonly course: Course | undefined }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'list'; readonly name: string };

/** Removes the encodings that a sign-in may have put into a key. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll(' ', '+');
  } catch {
    return part;
  }
}

const isTab = (word: string): word is Tab =>
  Object.hasOwn(TABS, word) || Object.hasOwn(STAFF_TABS, word);

export function readRoute(path: string): Route {
  const [platform, tenant = '', kind = '', key = '', tab = ''] = path.split('/').filter(Boolean);
  if (platform !== 'platform') return { kind: 'stub' };
  const front = `/platform/${tenant}`;
  if (kind === 'courses') return { kind: 'about', course: findCourse(decode(key)) };
  if (kind === 'error') return { kind, code: key };
  if (kind !== 'course-content') return { kind: 'list', name: kind };
  if (!isTab(tab)) return { kind: 'error', code: '404' };
  return { kind: 'course', base: `${front}/${kind}/${key}`, written: key, key: decode(key), tab };
}
