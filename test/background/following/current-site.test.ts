import { beforeEach, describe, expect, test } from 'vitest';
import { openAccess } from '../../harness/fake-permissions.ts';
import { openPageInFront } from '../../harness/page-in-front.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* What Waypoint looks for in the page under the popup, and what leaves that page. */

const CAMPUS = 'https://campus.example';
const OLD = `${CAMPUS}/courses/course-v1:A+B+C/courseware/a/b/`;
const NEW = `${CAMPUS}/learning/course/course-v1:A+B+C`;
const RENDERED = '<meta name="openedx-release-line" content="teak">';
const HEADER = '<header class="learning-header"><span class="course-title">C</span></header>';
const AS_NEW = { origin: CAMPUS, state: 'new' };

let page: ReturnType<typeof openPageInFront>;
useStudy();
beforeEach(async () => {
  openAccess();
  page = openPageInFront();
});
const look = () => study.ask({ type: 'site/look' });

describe('a page with the address of a course', () => {
  test.each([
    ['of old courseware, with the mark of the LMS', OLD, RENDERED, AS_NEW],
    ['of old courseware, with the header of the Learning MFE', OLD, HEADER, AS_NEW],
    ['of old courseware, without a mark', OLD, '<h1>Courses</h1>', null],
    ['of the root of a course, with the mark of the LMS alone', NEW, RENDERED, null],
    ['of the root of a course, with both', NEW, HEADER + RENDERED, AS_NEW],
  ])('%s', async (_, url, body, answer) => {
    page.show(url, { body });
    expect(await look()).toEqual(answer);
    // Only the origin and which of the marks exist leave the page.
    expect(page.handedOver).toEqual([
      [CAMPUS, body.includes('header'), body.includes('openedx'), body.includes('generator')],
    ]);
  });

  test.each([
    ['in a private window', { incognito: true }],
    ['with an unknown address', { url: '' }],
    ['without a tab', { id: undefined }],
  ])('%s is not read', async (_, tab) => {
    page.show(OLD, { body: RENDERED, tab });
    expect(await look()).toBeNull();
    expect(page.onLook).not.toHaveBeenCalled();
  });

  test('that moved to another site is not offered', async () => {
    page.show(OLD, { body: RENDERED, movesTo: 'https://other.example/' });
    expect(await look()).toBeNull();
  });

  test('that cannot be read is not offered', async () => {
    page.show(OLD, { body: RENDERED });
    page.onLook.mockImplementation(() => {
      throw new Error('The page is protected.');
    });
    expect(await look()).toBeNull();
  });
});
