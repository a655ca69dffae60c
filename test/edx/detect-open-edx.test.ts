// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { looksLikeOpenEdx, RECOGNISE_BY } from '../../lib/edx/sites/detect-open-edx.ts';

const SITE = 'https://apps.campus.example';
const COURSE = 'course-v1:A+B+C';
const UNIT = 'block-v1:A+B+C+type@vertical+block@u';
const NEW = `${SITE}/learning/course/${COURSE}`;
const OLD = 'https://campus.example/courses';

const MFE = '<header class="learning-header"><span class="course-title">C</span></header>';
const FRAME = `<iframe id="unit-iframe" src="https://campus.example/xblock/${UNIT}?view=s"></iframe>`;
const RENDERED = '<meta name="openedx-release-line" content="teak">';
const APP = '<meta name="generator" content="ibl.ai">';
const IN_APP = `https://campus.example/platform/garden/course-content/${COURSE}`;
const NOTHING = '<h1>Something else</h1>';

function recognised(url: string, html: string): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const has = (selector: string) => page.querySelector(selector) !== null;
  return looksLikeOpenEdx(url, {
    mfe: has(RECOGNISE_BY.mfe),
    rendered: has(RECOGNISE_BY.rendered),
    learnerApp: has(RECOGNISE_BY.learnerApp),
  });
}

test.each([
  ['a unit', `${NEW}/block-v1:A+B+C+type@sequential+block@s/${UNIT}`, FRAME],
  ['the outline', `${NEW}/home`, MFE],
  ['a page that is still loading', `${NEW}/home`, ''],
  ['the root of a course', NEW, MFE],
  ['old courseware', `${OLD}/${COURSE}/courseware/a/b/`, RENDERED],
  ['old courseware with an old key', `${OLD}/A/B/C/progress`, RENDERED],
  ['a block on its own', `https://campus.example/xblock/${UNIT}`, RENDERED],
  ['a unit in the learner app', `${IN_APP}/course?unit_id=${UNIT}`, APP],
  ['a unit in the learner app that the address does not name', `${IN_APP}/course`, APP],
  ['the learner app beside its mentor', `${IN_APP}/agent`, APP],
])('recognizes %s', (_, url, html) => {
  expect(recognised(url, html)).toBe(true);
});

test.each([
  ['any page', 'https://news.example/', NOTHING],
  ['any page with the marks of Open edX', 'https://news.example/', MFE + FRAME + RENDERED],
  ['courses of another kind of site', 'https://shop.example/courses/cooking/for/all', NOTHING],
  ['a key in the query', `https://news.example/?at=/course/${COURSE}`, MFE],
  ['an archive of the page', `https://archive.example/web/2024/${NEW}/home`, MFE],
  ["Studio's outline", `https://cms.campus.example/course/${COURSE}`, RENDERED],
  ['Studio by its name', `https://studio.campus.example/course/${COURSE}`, MFE],
  ['authoring', `${SITE}/authoring/course/${COURSE}`, MFE],
  ['a preview', `${SITE}/learning/preview/course/${COURSE}/home`, MFE],
  ['the instructor dashboard', `${OLD}/${COURSE}/instructor`, RENDERED],
  ['the page about a course', `${OLD}/${COURSE}/about`, RENDERED],
  ['a dashboard', 'https://campus.example/dashboard', RENDERED],
  ['an address of the learner app in another app', `${IN_APP}/course`, NOTHING],
  ['staff pages of the learner app', `${IN_APP}/instructor`, APP],
  ['a list in the learner app', 'https://campus.example/platform/garden/home', APP],
  ['a page of the learner app that only leads on', `${OLD}/${COURSE}`, APP],
])('does not recognize %s', (_, url, html) => {
  expect(recognised(url, html)).toBe(false);
});
