import { expect, test } from 'vitest';
import {
  CHANGED_SITES,
  LEARNING_ORIGIN,
  LMS_ORIGIN,
  STUDIO_ORIGIN,
  courses,
  coursewareUrl,
  demonstration,
  IBL,
  legacyCourses,
  legacyUrl,
  plainCourses,
  unitAt,
  unitPlaces,
  unitUrl,
  unusual,
} from '../../dev/fake-openedx/courses.ts';
import { readAddress } from '../../dev/fake-openedx/app/address.ts';
import { serveMentor } from '../../dev/fake-ibl/sign-in-page.ts';
import { openCourse } from '../../dev/fake-openedx/server.ts';

const site = openCourse({ pace: 0 });

test('every key differs from every other', () => {
  const all = [...courses, ...legacyCourses];
  const units = all.flatMap(unitPlaces).map(({ unit }) => unit.key);
  const keys = units.concat(all.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  expect(demonstration.key).toBe('course-v1:edX+DemoX+Demo_Course');
  for (const course of plainCourses) expect(unitPlaces(course)).toHaveLength(12);
});

test('an address leads to the unit that it means', () => {
  const { section, subsection, unit } = unitAt(demonstration, 4);
  const start = `/course/${demonstration.key}`;
  const first = unitAt(demonstration, 3).unit.key;
  const last = unitAt(demonstration, 5).unit.key;
  const shown = (path: string): string | undefined => {
    const { target } = readAddress(path, () => undefined);
    return target.kind === 'unit' ? target.place.unit.key : target.kind;
  };
  expect(shown(`${start}/${subsection.key}/${unit.key}`)).toBe(unit.key);
  expect(shown(`${start}/${unit.key}`)).toBe(unit.key);
  expect(shown(`${start}/${section.key}/${unit.key}`)).toBe(unit.key);
  expect(shown(`${start}/${section.key}`)).toBe(first);
  expect(shown(`${start}/${subsection.key}`)).toBe(first);
  expect(shown(`${start}/${subsection.key}/first`)).toBe(first);
  expect(shown(`${start}/${subsection.key}/last`)).toBe(last);
  expect(shown(start)).toBe(unitAt(demonstration, 0).unit.key);
  expect(shown('/course/course-v1:No+Such+Course')).toBe('unknown');
  expect(shown(`${start}/home`)).toBe('tab');
});

test('an encoded address is read, however often it was encoded', () => {
  const { course, subsection, unit } = unitAt(unusual, -1);
  const parts = [course.key, subsection.key, unit.key];
  const twice = parts.map((part) => encodeURIComponent(encodeURIComponent(part)));
  const spaced = parts.map((part) => part.replaceAll('+', '%20'));
  for (const path of [twice, spaced]) {
    const address = readAddress(`/course/${path.join('/')}`, () => undefined);
    expect(`${LEARNING_ORIGIN}${address.path}`).toBe(unitUrl(course, unit));
    expect(address.replaced).toEqual([]);
  }
});

test('the app is one file of plain JavaScript', async () => {
  const page = await site.learning(new Request(`${LEARNING_ORIGIN}/course/${demonstration.key}`));
  const html = await page.text();
  expect(html).toContain('<title>Course | edX</title>');
  const [, path = ''] = /<script type="module" src="([^"]+)"/.exec(html) ?? [];
  const reply = await site.learning(new Request(LEARNING_ORIGIN + path));
  expect(reply.headers.get('content-type')).toContain('text/javascript');
  const text = await reply.text();
  expect(text).toContain(demonstration.title);
  expect(text).not.toMatch(/^(?:import\b|export type|interface)/m);
});

test('nothing outside the app is served', async () => {
  for (const path of [
    'server.ts',
    'app/../server.ts',
    '../../package.json',
    'none.js',
    'toString',
  ]) {
    const reply = await site.learning(new Request(`${LEARNING_ORIGIN}/_course/${path}`));
    expect(reply.status, path).toBe(404);
  }
});

test('a unit has its own page on the LMS, where markup in a name stays text', async () => {
  const { unit, course } = unitAt(unusual, 1);
  const ask = async (query: string): Promise<string> => {
    const reply = await site.lms(new Request(`${LMS_ORIGIN}/xblock/${unit.key}${query}`));
    return reply.text();
  };
  expect(await ask('?show_title=0')).not.toContain('unit-title');
  const html = await ask('');
  expect(html).toContain(`data-course-id="${course.key}"`);
  expect(html).toContain('&lt;b&gt;Not bold&lt;/b&gt;');
  expect((await site.lms(new Request(`${LMS_ORIGIN}/xblock/block-v1:x`))).status).toBe(404);
});

test('Studio and the authoring app have the key in their address and are no course pages', async () => {
  for (const reply of [
    await site.studio(new Request(`${STUDIO_ORIGIN}/course/${demonstration.key}`)),
    await site.learning(new Request(`${LEARNING_ORIGIN}/authoring/course/${demonstration.key}`)),
  ]) {
    expect(await reply.text()).toContain('| Studio</title>');
  }
});

/** Returns the answer of the site's host for an address. */
function fetchFrom(url: string): Promise<Response> | Response {
  const { hostname } = new URL(url);
  const request = new Request(url);
  if (/^(?:mentor|os)\./.test(hostname)) return serveMentor(request);
  if (/^(?:lms|skillsai|learn-app)\./.test(hostname)) return site.learnerApp(request);
  if (CHANGED_SITES.some(({ learning }) => url.startsWith(learning))) return site.oneHost(request);
  if (hostname.startsWith('studio.')) return site.studio(request);
  return /^(?:courses|learn)\./.test(hostname) ? site.lms(request) : site.learning(request);
}

test('each line of the first page leads somewhere', async () => {
  const html = await (await fetchFrom(`${LEARNING_ORIGIN}/`)).text();
  const links = Array.from(html.matchAll(/<li><a href="([^"]+)"/g), ([, href = '']) => href);
  expect(links.length).toBeGreaterThan(50);
  expect(new Set(links).size).toBe(links.length);
  for (const href of links) {
    const reply = await fetchFrom(new URL(href, LEARNING_ORIGIN).href);
    expect(reply.status, href).toBe(200);
  }
});

test('old courseware is complete, with what the page around each unit says about it', async () => {
  for (const course of legacyCourses) {
    const place = unitAt(course, 1);
    const html = await (await fetchFrom(coursewareUrl(place))).text();
    const { section, subsection, unit } = place;
    expect(html).toContain(
      `<div class="sequence" id="sequence_inside_a_cell" data-id="${subsection.key}"`,
    );
    expect(html).toContain(
      `data-path="${section.title} &gt; ${subsection.title} &gt; ${unit.title}"`,
    );
    expect(html).toContain(
      `data-base-title="${subsection.title} | ${course.number} Courseware | edX"`,
    );
    expect(html).toMatch(/nav-item tab btn active"\s+aria-selected="true" data-index="1"/);
    const start = await fetchFrom(legacyUrl(course, 'courseware'));
    expect(start.headers.get('location')).toBe(
      `/courses/${course.key}/courseware/week_1/inside_a_cell/`,
    );
  }
});

test('another site has the same courses under its own path', async () => {
  const { unit } = unitAt(demonstration, 0);
  const html = await (await fetchFrom(unitUrl(demonstration, unit, IBL))).text();
  expect(html).toContain('"base":"/learning","lms":"https://learn.iblai.app"');
  const without = await fetchFrom(`${IBL.learning}/course/${demonstration.key}`);
  expect(without.status).toBe(404);
});
