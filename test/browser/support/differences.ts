/**
 * The same tests run on both browsers. Where one of them cannot be driven, or does something else, it
 * stands here and nowhere else. Files in test/browser/chromium run in Chromium alone, those in
 * test/browser/firefox in Firefox alone.
 */
export const DIFFERENCES = {
  /**
   * Chromium gives a test the popup that a press of the toolbar's button opens, as a page. Firefox only
   * lets code be run in it; else the popup is opened in a tab there.
   */
  realPopup: 'chromium',
  /** "Looking at the page" is over at once but where a script can hold it up, as in Chromium. */
  lookingCanBeHeld: 'chromium',
  /** Firefox makes all pages dark or none; colours and widths are tried in Chromium. */
  darkByPage: 'chromium',
  /** Older Chrome has no `browser`, only `chrome`; Firefox always had both. */
  polyfillIsNeeded: 'chromium',
  /**
   * A question for a permission can be answered by a setting in Firefox; headless Chromium waits for
   * ever. There a copy of the build asks for the other sites in its manifest, so that the browser says
   * yes without a question; what comes of that yes (scripts, open tabs, an update) is then the same. Such
   * a permission cannot be given back.
   */
  permissionIsGranted: 'firefox',
  /**
   * A test can take access as a learner does, in the browser's own list of extensions; in Firefox the
   * extension gives it up itself, which Chromium does not allow for what the manifest asks for. As its
   * question stays open, in Chromium access is also given again in that list.
   */
  accessIsTakenInTheList: 'chromium',
  /** Firefox looks only when it starts what an administrator has set, and hands on all of it. */
  policyIsReadAtStart: 'firefox',
  /** Firefox knows no ports in permissions: it is asked for all of a host. */
  portsAreOne: 'firefox',
} as const satisfies Record<string, 'chromium' | 'firefox'>;
