import type { Place } from '../../lib/edx/place.ts';
import type { PendingPlace } from '../../lib/store/items/outbox-record.ts';

export const COURSE = 'course-v1:edX+DemoX+Demo_Course';
const block = (type: string, id: string) =>
  `block-v1:edX+DemoX+Demo_Course+type@${type}+block@${id}`;

/** Returns a unit of the demonstration course by a short name. */
export function unit(name: string, seenAt = '2026-11-23T10:00:00.000Z'): Place {
  const subsectionKey = block('sequential', 'overview');
  const unitKey = block('vertical', name);
  return {
    site: 'https://learning.edx.org',
    view: 'unit',
    courseKey: COURSE,
    courseTitle: 'Demonstration Course',
    sectionTitle: 'Introduction',
    subsectionTitle: 'Demo Course Overview',
    unitTitle: `Unit ${name}`,
    subsectionKey,
    unitKey,
    url: `https://learning.edx.org/course/${COURSE}/${subsectionKey}/${unitKey}`,
    seenAt,
  };
}

/** Returns a pending place of an outbox record: the unit of this name, on a page of the learner. */
export const pendingPlace = (name: string, rest: Partial<PendingPlace> = {}): PendingPlace => ({
  place: unit(name),
  seq: 1,
  since: 1,
  at: 1,
  tabId: 1,
  verified: true,
  journaled: false,
  ...rest,
});
