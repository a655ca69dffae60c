/**
 * The same tests run on both browsers. Where one of them cannot be driven, or does something else, it
 * stands here and nowhere else. Files in test/browser/chromium run in Chromium alone.
 */
export const DIFFERENCES = {
  /** Chromium lets a test press the toolbar's button; in Firefox the popup is opened in a tab. */
  realPopup: 'chromium',
  /** "Looking at the page" is over at once but where a script can hold it up, as in Chromium. */
  lookingCanBeHeld: 'chromium',
  /** Firefox makes all pages dark or none; colours and widths are tried in Chromium. */
  darkByPage: 'chromium',
  /** Older Chrome has no `browser`, only `chrome`; Firefox always had both. */
  polyfillIsNeeded: 'chromium',
  /** A question for a permission can be answered by a setting in Firefox; headless Chromium waits for ever. */
  permissionIsGranted: 'firefox',
} as const satisfies Record<string, 'chromium' | 'firefox'>;
