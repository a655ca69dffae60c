import {
  EDX,
  IBL,
  LMS_ORIGIN,
  SITE_NAME,
  STUDIO_ORIGIN,
  broken,
  closed,
  coached,
  courseUrl,
  coursewareUrl,
  crashing,
  demonstration,
  entrance,
  examination,
  lateExam,
  lateTitles,
  locked,
  legacyCourse,
  legacyUrl,
  oldestCourse,
  plainCourses,
  proctored,
  releases,
  unitAt,
  unitUrl,
  unusual,
  type Course,
} from './courses.ts';
import { DEMO_ORG } from '../fake-ibl/api.ts';
import { CHANGED_SITE_GROUPS } from './changed-site-lines.ts';
import { escape, htmlPage } from './html.ts';
import { LEARNER_APP_GROUPS } from './learner-app/index-lines.ts';

type Line = readonly [href: string, name: string];

const at = (course: Course, n: number, site = EDX): string =>
  unitUrl(course, unitAt(course, n).unit, site);
const home = (course: Course): Line => [courseUrl(course, 'home'), course.title];
const first = at(demonstration, 0);
const { unit } = unitAt(demonstration, 0);
const emptySubsection = broken.sections[0]?.subsections[1]?.key ?? '';

/** Every page that can be opened, in the order in which a person would look at them. */
const GROUPS: readonly (readonly [heading: string, lines: readonly Line[]])[] = [
  ['Courses', [demonstration, unusual, coached, lateTitles].map(home)],
  ['Older releases', releases.map((course): Line => [at(course, 0), course.title])],
  [
    'Addresses that lead on to a unit',
    [
      [courseUrl(demonstration), 'A course alone'],
      [courseUrl(demonstration, unitAt(demonstration, 4).section.key), 'A section'],
      [courseUrl(demonstration, unitAt(demonstration, 4).subsection.key), 'A subsection'],
      [
        courseUrl(demonstration, unitAt(demonstration, 4).unit.key),
        'A unit without its subsection',
      ],
      [courseUrl(demonstration, `${unitAt(demonstration, 4).subsection.key}/last`), '…/last'],
      [at(demonstration, 4, IBL), 'The same course on another site'],
    ],
  ],
  [
    'Pages that the LMS shows itself',
    [
      [coursewareUrl(unitAt(legacyCourse, 0)), 'Old courseware'],
      [coursewareUrl(unitAt(oldestCourse, 0)), 'Old courseware with the oldest kind of key'],
      [legacyUrl(legacyCourse, 'progress'), 'Progress'],
      [legacyUrl(legacyCourse, 'pdfbook/0/chapter/1/3'), 'A textbook'],
      [legacyUrl(legacyCourse, 'course_wiki'), 'The wiki'],
      [`${LMS_ORIGIN}/xblock/${unit.key}`, 'A unit’s frame on its own'],
      [`${LMS_ORIGIN}/xblock/${unit.key}?show_title=0`, 'The same without its title'],
      [`${LMS_ORIGIN}/lti_provider/courses/${demonstration.key}/${unit.key}`, 'An LTI launch'],
      [`${LMS_ORIGIN}/videos/${unit.key.replace('vertical', 'video')}`, 'A public video'],
    ],
  ],
  [
    'Course pages without a unit',
    [
      ...['progress', 'dates', 'discussion', 'live', 'course-end'].map((tab): Line => [
        courseUrl(demonstration, tab),
        tab,
      ]),
      [`/discussions/${demonstration.key}/posts`, 'The forum on its own'],
    ],
  ],
  [
    'Exams',
    [
      [at(examination, 2), 'A timed exam'],
      [at(lateExam, 0), 'A unit that turns out to be an exam after 3 seconds'],
      [at(proctored, 0), 'A proctored exam'],
      [at(entrance, 0), 'An entrance exam, without a clock'],
    ],
  ],
  [
    'Other people (they stay: in the tab, or on the site)',
    [
      [`${first}?as=grace`, 'Grace is signed in'],
      [`${first}?as=`, 'Nobody is signed in'],
      [`${first}?as=ada`, 'Ada is signed in again'],
      [`${first}?staff=1`, 'Seen by staff'],
      [`${first}?staff=grace`, 'Seen by staff as if they were Grace'],
      [`${first}?staff=0`, 'Seen by a learner again'],
    ],
  ],
  [
    'Pages of a course’s team',
    [
      [first.replace('/course/', '/preview/course/'), 'A preview of a draft'],
      [courseUrl(demonstration).replace('/course/', '/authoring/course/'), 'The authoring page'],
      [`${STUDIO_ORIGIN}/course/${demonstration.key}`, 'Studio'],
      [`/gradebook/${demonstration.key}`, 'The gradebook'],
      [legacyUrl(legacyCourse, 'instructor'), 'The instructor’s page'],
    ],
  ],
  [
    'Locked or broken',
    [
      ['/course/course-v1:Nobody+Knows+This', 'A course that does not exist'],
      [courseUrl(crashing), 'A page that breaks down'],
      [courseUrl(closed), 'No access'],
      [first.replace(/[^@]+$/, 'nothing'), 'A unit that does not exist'],
      [at(broken, 1), 'A unit whose frame fails'],
      [courseUrl(broken, emptySubsection), 'A subsection without units'],
      [at(locked, 0), 'A locked subsection'],
      [at(locked, 1), 'An honor code'],
      [at(locked, 2), 'Hidden since it was due'],
    ],
  ],
  [
    'Pages of ibl.ai on which one signs in',
    [
      [`https://mentor.iblai.app/platform/${DEMO_ORG}/`, 'The mentor of the demo university'],
      ['https://os.ibl.ai/', 'Another, of another domain than the API'],
    ],
  ],
  ...CHANGED_SITE_GROUPS,
  ...LEARNER_APP_GROUPS,
  ['Courses that are all alike', plainCourses.map(home)],
];

function group([heading, lines]: (typeof GROUPS)[number]): string {
  const rows = lines.map(
    ([href, name]) => `<li><a href="${escape(href)}" dir="auto">${escape(name)}</a></li>`,
  );
  return `<h2>${escape(heading)}</h2><ul class="plain-list">${rows.join('')}</ul>`;
}

/** Returns the first page of the demo site, with a line for each page that is worth a look. */
export function indexPage(): Response {
  return htmlPage({
    title: `Demo courses | ${SITE_NAME}`,
    head: '<link rel="stylesheet" href="/_course/site.css"><link rel="icon" href="/_course/icon.svg">',
    body: `<main class="tab-page"><h1 class="page-title">Demo courses</h1>${GROUPS.map(group).join('\n')}</main>`,
  });
}
