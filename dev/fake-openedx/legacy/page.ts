import { escape, htmlPage } from '../html.ts';
import type { Course } from '../tree.ts';

interface LegacyPage {
  /** The course tab that the page belongs to, by its address. */
  readonly tab: string;
  readonly title: string;
  /** The part of the title that a script completes, if a script does. */
  readonly baseTitle?: string;
  readonly body: string;
}

const TABS = [
  ['course/', 'Home'],
  ['courseware', 'Course'],
  ['progress', 'Progress'],
  ['course_wiki', 'Wiki'],
  ['pdfbook/0/', 'Textbook'],
] as const;

/** Returns a page of a course, with what the LMS draws around it. */
export function legacyPage(course: Course, { tab, title, baseTitle, body }: LegacyPage): Response {
  const tabs = TABS.map(
    ([path, name]) =>
      `<a class="nav-link${path.startsWith(tab) ? ' active' : ''}" href="/courses/${course.key}/${path}">${name}</a>`,
  ).join('');
  return htmlPage({
    title,
    ...(baseTitle === undefined ? {} : { baseTitle }),
    head: `<meta name="openedx-release-line" content="demo">
<link rel="stylesheet" href="/_course/site.css"><link rel="icon" href="/_course/icon.svg">`,
    body: `<header class="learning-header course-header"><span class="logo">Demo</span>
<div class="course-title-lockup"><span class="provider">${escape(course.org)}</span>
<span class="course-number">${escape(course.number)}</span>
<span class="course-name" dir="auto">${escape(course.title)}</span></div>
<span class="username">ada</span></header>
<nav id="courseTabs" aria-label="Course">${tabs}</nav>
<main class="tab-page">${body}</main>`,
  });
}
