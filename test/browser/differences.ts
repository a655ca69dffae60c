/**
 * The same tests run on both browsers. Where one of them cannot be driven, or does something else, it
 * stands here and nowhere else.
 */
export const DIFFERENCES = {
  /** Chromium lets a test press the toolbar's button; Firefox has no way to, so the popup is a tab. */
  realPopup: 'chromium',
  /** A question for a permission can be answered by a setting in Firefox; headless Chromium waits for ever. */
  permissionIsGranted: 'firefox',
  /** A content script can read storage.local in Firefox alone, which is why the key is not in it. */
  pagesReadStorage: 'firefox',
} as const satisfies Record<string, 'chromium' | 'firefox'>;
