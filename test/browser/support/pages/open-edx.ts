import {
  IBL,
  LEARNING_ORIGIN,
  LMS_ORIGIN,
  STUDIO_ORIGIN,
  broken,
  closed,
  coached,
  courseUrl,
  coursewareUrl,
  crashing,
  demonstration,
  examination,
  juniper,
  legacyCourse,
  legacyUrl,
  locked,
  maple,
  nameless,
  oldestCourse,
  proctored,
  quince,
  teak,
  unitAt,
  unitUrl,
  unusual,
  type UnitPlace,
} from '../../../../dev/fake-openedx/courses.ts';
import { saved, savedBarely, savedNameless } from '../expected-status.ts';
import { NONE, at, fresh, off, row, shown, type Row } from './row.ts';

/** Returns a row for an address that leads to a unit of a new course. */
function leads(page: string, n: number, path: (place: UnitPlace) => string): Row {
  const place = fresh(n);
  return row(page, courseUrl(place.course, path(place)), saved(place));
}

const encoded = (text: string, times: number): string =>
  times === 0 ? text : encoded(encodeURIComponent(text), times - 1);
const path = ({ subsection, unit }: UnitPlace): string => `${subsection.key}/${unit.key}`;

/** Addresses of the Learning MFE that show a unit or lead to one. */
const LEADING: readonly Row[] = [
  leads('Unit', 4, path),
  leads('Unit, with a component in query and hash', 4, (place) => `${path(place)}?jumpToId=x#y`),
  leads('Course root', 0, () => ''),
  leads('Section', 6, ({ section }) => section.key),
  leads('Subsection', 3, ({ subsection }) => subsection.key),
  leads('Unit without its subsection', 4, ({ unit }) => unit.key),
  leads('Unit under its section', 7, ({ section, unit }) => `${section.key}/${unit.key}`),
  leads('`/first`', 6, ({ subsection }) => `${subsection.key}/first`),
  leads('`/last`', 8, ({ subsection }) => `${subsection.key}/last`),
  leads('Unit, encoded once', 4, (place) => path(place).replaceAll(/[:+@]/g, encodeURIComponent)),
  leads('Unit, encoded three times', 4, ({ subsection, unit }) =>
    [subsection.key, unit.key].map((key) => encoded(key, 3)).join('/'),
  ),
  leads('Unit, with spaces for `+`', 4, (place) => path(place).replaceAll('+', '%20')),
];

function inPreview(): Row {
  const place = fresh(4);
  const url = unitUrl(place.course, place.unit).replace('/course/', '/preview/course/');
  return row('Preview, opened by a learner', url, saved(place));
}

function signedOut(): Row {
  const place = fresh(4);
  return row(
    'Unit on another site, nobody signed in',
    `${unitUrl(place.course, place.unit, IBL)}?as=`,
    saved(place),
  );
}

const emptySubsection = broken.sections[0]?.subsections[1]?.key ?? '';
const video = unitAt(demonstration, 0).unit;
const next = unitAt(demonstration, 1).unit;

/** Pages of Open edX as it is, on sites that Waypoint follows by itself. */
export const OPEN_EDX_PAGES: readonly Row[] = [
  ...LEADING,
  inPreview(),
  signedOut(),
  row('Unit in Juniper', at(juniper, 0), saved(unitAt(juniper, 0))),
  row('Unit in Maple', at(maple, 0), saved(unitAt(maple, 0))),
  row('Unit in Quince', at(quince, 0), saved(unitAt(quince, 0))),
  row('Unit in Teak', at(teak, 0), saved(unitAt(teak, 0))),
  row('Unit whose names hold bars and markup', at(unusual, 1), savedBarely(unitAt(unusual, 1))),
  row('Unit of a coach’s course (CCX)', at(coached, 0), saved(unitAt(coached, 0))),
  row('Unit whose frame fails', at(broken, 1), saved(unitAt(broken, 1))),
  row('Unit behind an honor code', at(locked, 1), savedBarely(unitAt(locked, 1), false)),
  row('Unit hidden since it was due', at(locked, 2), savedBarely(unitAt(locked, 2), false)),
  row('Unit without a name', at(nameless, 0), savedNameless(unitAt(nameless, 0))),
  row('Unit that does not exist', at(demonstration, 0).replace(/[^@]+$/, 'nothing'), NONE),
  row('Page that breaks down', courseUrl(crashing), NONE),
  row('Locked subsection', at(locked, 0), NONE),
  row('Locked subsection, beside a list that loads for ever', at(locked, 3), NONE),
  row('Subsection without units', courseUrl(broken, emptySubsection), shown(broken)),
  ...['home', 'progress', 'dates', 'discussion', 'live', 'course-end'].map((tab) =>
    row(`Course tab \`/${tab}\``, courseUrl(demonstration, tab), shown(demonstration)),
  ),
  row(
    'Discussions MFE',
    `${LEARNING_ORIGIN}/discussions/${demonstration.key}/posts`,
    shown(demonstration),
  ),
  row('Access denied', courseUrl(closed), NONE),
  row('Unknown course', courseUrl(demonstration).replace('DemoX', 'NoneX'), off('unknown-course')),
  row(
    'Blocks of another course',
    `${courseUrl(demonstration)}/${path(unitAt(legacyCourse, 0))}`,
    NONE,
  ),
  row('Keys in the query', `${LEARNING_ORIGIN}/?next=/course/${demonstration.key}/home`, NONE),
  row('Old courseware: progress', legacyUrl(legacyCourse, 'progress'), shown(legacyCourse)),
  row('Old courseware: home', legacyUrl(legacyCourse, 'course/'), shown(legacyCourse)),
  row('Old courseware: wiki', legacyUrl(legacyCourse, 'course_wiki'), shown(legacyCourse)),
  row(
    'Old courseware: textbook',
    legacyUrl(legacyCourse, 'pdfbook/0/chapter/1/3'),
    shown(legacyCourse),
  ),
  row(
    'Old courseware: discussion',
    legacyUrl(legacyCourse, 'discussion/forum'),
    shown(legacyCourse),
  ),
  row(
    'Old courseware: progress, slash-style key',
    legacyUrl(oldestCourse, 'progress'),
    shown(oldestCourse),
  ),
  row('Old courseware: about', legacyUrl(legacyCourse, 'about'), NONE),
  row('Old courseware: instructor', legacyUrl(legacyCourse, 'instructor'), off('staff')),
  row(
    'Old courseware: unit',
    coursewareUrl(unitAt(legacyCourse, 0)),
    saved(unitAt(legacyCourse, 0)),
  ),
  row(
    'Old courseware: unit, slash-style key',
    coursewareUrl(unitAt(oldestCourse, 0)),
    saved(unitAt(oldestCourse, 0)),
  ),
  row('Unit frame on its own', `${LMS_ORIGIN}/xblock/${video.key}`, {
    kind: 'saved',
    place: unitAt(demonstration, 0),
    titles: { unitTitle: video.title },
    alone: true,
  }),
  row('Unit frame on its own, untitled', `${LMS_ORIGIN}/xblock/${next.key}?show_title=0`, {
    kind: 'saved',
    place: unitAt(demonstration, 1),
    titles: {},
    alone: true,
  }),
  row('LTI launch', `${LMS_ORIGIN}/lti_provider/courses/${demonstration.key}/${video.key}`, {
    kind: 'shown',
    courseKey: demonstration.key,
    titles: {},
  }),
  row('Public video', `${LMS_ORIGIN}/videos/${video.key}`, NONE),
  row('Unit seen by staff', `${at(demonstration, 1)}?staff=1`, off('staff')),
  row('Outline seen by staff', `${courseUrl(demonstration, 'home')}?staff=1`, off('staff')),
  row('Unit seen by staff, with another bar', `${at(demonstration, 1)}?staff=2`, off('staff')),
  row('Unit seen by staff as a learner', `${at(demonstration, 2)}?staff=grace`, off('staff')),
  row('Progress of one learner', courseUrl(demonstration, 'progress/7/'), off('staff')),
  row(
    'Preview, opened by staff',
    `${at(demonstration, 3).replace('/course/', '/preview/course/')}?staff=1`,
    off('preview'),
  ),
  row('Gradebook', `${LEARNING_ORIGIN}/gradebook/${demonstration.key}`, off('staff')),
  row('Authoring', `${LEARNING_ORIGIN}/authoring/course/${demonstration.key}`, off('authoring')),
  row('Studio', `${STUDIO_ORIGIN}/course/${demonstration.key}`, { kind: 'unread' }),
  row('Timed exam, before its start', at(examination, 2), off('exam')),
  row('Proctored exam', at(proctored, 0), off('exam')),
  row('Proctored exam that broke off', at(locked, 4), off('exam')),
];
