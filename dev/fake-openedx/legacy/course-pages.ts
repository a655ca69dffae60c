import { SITE_NAME, findCourse, legacyCourses } from '../courses.ts';
import { escape, notFound } from '../html.ts';
import type { Course } from '../tree.ts';
import { coursewarePage } from './courseware.ts';
import { legacyPage } from './page.ts';

/** The static pages: the word in the address, and the name. */
const STATIC = new Map([
  ['course', 'Home'],
  ['info', 'Updates'],
  ['progress', 'Progress'],
  ['discussion', 'Discussion'],
  ['wiki', 'Wiki'],
  ['course_wiki', 'Wiki'],
  ['bookmarks', 'Bookmarks'],
  ['pdfbook', 'Textbook'],
  ['about', 'About'],
  ['instructor', 'Instructor'],
]);

/** Serves `/courses/<key>/…`. The oldest kind of key takes three parts of the path. */
export function serveLegacy(parts: readonly string[]): Response {
  for (const course of legacyCourses) {
    const key = course.key.split('/');
    if (key.every((part, i) => part === parts[i]))
      return coursePage(course, parts.slice(key.length));
  }
  const [key = '', word = ''] = parts;
  const course = findCourse(key);
  return course && STILL.has(word) ? coursePage(course, [word]) : notFound();
}

/** The pages that the LMS also shows of a course of the Learning MFE. */
const STILL = new Set(['bookmarks', 'about', 'instructor']);

function coursePage(course: Course, [word = 'course', ...rest]: readonly string[]): Response {
  if (word === 'courseware') return courseware(course, rest);
  const name = STATIC.get(word);
  if (name === undefined) return notFound();
  return legacyPage(course, {
    tab: word,
    title: `${name} | ${course.number} | ${SITE_NAME}`,
    body: `<h1 class="page-title">${escape(name)}</h1><p>There is nothing here yet.</p>`,
  });
}

/** Serves the old courseware. Without section or subsection, redirects to the first one. */
function courseware(course: Course, [chapter, part, position]: readonly string[]): Response {
  const section = course.sections.find(({ id }) => chapter === undefined || id === chapter);
  const subsection = section?.subsections.find(({ id }) => part === undefined || id === part);
  if (!section || !subsection) return notFound();
  if (part !== undefined) return coursewarePage(course, section, subsection, Number(position ?? 1));
  const location = `/courses/${course.key}/courseware/${section.id}/${subsection.id}/`;
  return new Response(null, { status: 302, headers: { location } });
}
