/**
 * The same tests run in both browsers. This table lists every case where a test cannot drive one of
 * them, or where it acts differently. Files in test/browser/chromium run only in Chromium, those in
 * test/browser/firefox only in Firefox.
 */
export const DIFFERENCES = {
  /**
   * Chromium gives a test the popup that a press of the toolbar's button opens, as a page. Firefox
   * only lets a test run code in that popup, so there a test opens the popup in a tab.
   */
  realPopup: 'chromium',
  /**
   * In Chromium, a script can delay Waypoint's look at the page. Otherwise that look ends at once.
   */
  lookingCanBeHeld: 'chromium',
  /** Firefox makes all pages dark or none, so only Chromium tests colors and widths. */
  darkByPage: 'chromium',
  /** Older Chrome has only `chrome` and no `browser`. Firefox always had both. */
  polyfillIsNeeded: 'chromium',
  /**
   * In Firefox, a setting answers the question for a permission. Headless Chromium waits for ever.
   * There, a copy of the build asks for the other sites in its manifest, so the browser allows them
   * without a question. What follows (scripts, open tabs, an update) is the same. Such a permission
   * cannot be given back.
   */
  permissionIsGranted: 'firefox',
  /**
   * In Chromium, a test takes access away as a learner does, in the browser's own list of
   * extensions. In Firefox the extension gives it up itself, which Chromium does not allow for what
   * the manifest asks for. The question stays open in Chromium, so access is also given back in
   * that list.
   */
  accessIsTakenInTheList: 'chromium',
  /** Firefox reads policies only when it starts, and passes on all of them. */
  policyIsReadAtStart: 'firefox',
  /** Firefox has no ports in permissions: a permission is for a whole host. */
  portsAreOne: 'firefox',
} as const satisfies Record<string, 'chromium' | 'firefox'>;
