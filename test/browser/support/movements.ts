/* What Waypoint does when the learner or the page moves. Each entry is the name of a test. */

export const MOVEMENTS = {
  inside: 'Next, inside a subsection',
  across: 'Next, into another subsection',
  fast: 'Next, ten times in quick succession',
  autoAdvance: 'The unit advances by itself',
  back: 'Back and forward inside the app',
  fromCache: 'Away, and back to the page from the back-forward cache',
  background: 'A unit in a tab that is opened in the background',
  windows: 'Two windows side by side, each with a course',
  tabs: 'Two courses in two tabs of a window',
  sameCourse: 'One course in two tabs',
  twoSites: 'One course key on two sites',
  lateTitle: 'A page whose title arrives late',
  translated: 'A page that the browser translates',
  lateExam: 'A sign of an exam that appears long after the unit',
  timer: 'The timer of a running exam on another tab of the course',
  legacyTab: 'Another unit of the old courseware, whose address stays the same',
  prerender: 'A prerendered unit, before anybody looks at it',
  account: 'Another account signs in on the site',
  before: 'A page that was open before Waypoint was installed',
  update: 'A page that is open while Waypoint is updated',
  tenThousand: 'Hostile: 10,000 frames',
  megabyte: 'Hostile: titles of 1 MB',
  strange: 'Hostile: a name with markup, bidi controls and null bytes',
  restless: 'Hostile: a thousand addresses a second',
  forged: 'Hostile: forged signs of another unit',
} as const;

export type Movement = keyof typeof MOVEMENTS;
type Kind = 'chromium' | 'firefox';

/** The outcome in words, for the table in the docs. */
export const OUTCOMES: Readonly<Record<Movement, string | Readonly<Record<Kind, string>>>> = {
  inside: 'Saved, the new unit with all of its names',
  across: 'Saved, the new unit with the names of its own subsection',
  fast: 'Saved, the last unit; none of those between',
  autoAdvance: 'Saved, the first unit of the next subsection',
  back: 'Saved, the unit that is shown',
  fromCache: 'Saved, the unit that is shown again',
  background: 'Not read until it is looked at; then saved',
  windows: 'Saved, both',
  tabs: 'Saved, both; the one in front is where the learner is',
  sameCourse: 'Saved, the unit of the tab that was looked at last',
  twoSites: 'Saved as one course, with the address that was in front last',
  lateTitle:
    'Saved; section and subsection are named when they are known, never by another’s names',
  translated: 'Saved, the unit by its own name; section and subsection without',
  lateExam: 'Off: an exam, at the latest when it would be sent; never saved',
  timer: 'Off: an exam; nothing is sent',
  legacyTab: 'Saved, the unit that is shown',
  prerender: {
    chromium: 'Not read until it is looked at; then saved',
    firefox: 'Firefox prerenders no page',
  },
  account: 'Not saved; the popup asks “Is this still you?”',
  before: 'Saved, read once',
  update: 'Saved, read once; no console shows an error',
  tenThousand: 'Saved by its key; the page stays fast',
  megabyte: 'Saved, the names cut to 200 characters',
  strange: 'Saved, the name as plain text in quotes',
  restless: 'Saved when it rests; the page stays fast',
  forged: 'Not saved: only the key in the address counts',
};
