/** The folders of the shipped builds. */
export const BUILD_FOLDERS = {
  chromium: '.output/chrome-mv3',
  firefox: '.output/firefox-mv3',
} as const;
