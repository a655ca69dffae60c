import { findCourse } from './courses.ts';
import { escape, htmlPage, notFound, pathParts } from './html.ts';

/** Serves Studio and the authoring app, whose addresses contain the course's key. */
export function serveStudio(request: Request): Response {
  const parts = pathParts(request) ?? [];
  const at = parts.indexOf('course');
  const course = at === -1 ? undefined : findCourse(parts[at + 1] ?? '');
  if (!course) return notFound();
  const sections = course.sections.map(
    ({ title, subsections }) =>
      `<li><strong dir="auto">${escape(title)}</strong><ul>${subsections
        .map((one) => `<li dir="auto">${escape(one.title)}</li>`)
        .join('')}</ul></li>`,
  );
  return htmlPage({
    title: `Course Outline | ${course.title} | Studio`,
    head: `<meta name="openedx-release-line" content="demo">
<style>
  body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.5rem; font: 16px/1.5 system-ui, sans-serif; }
  h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
  li { margin-block: 0.5rem; overflow-wrap: anywhere; }
</style>`,
    body: `<main><p>Studio</p><h1 dir="auto">${escape(course.title)}</h1><ol>${sections.join('')}</ol></main>`,
  });
}
