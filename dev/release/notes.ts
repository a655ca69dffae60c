import { existsSync, readFileSync } from 'node:fs';
import { CHECKSUMS } from './zip.ts';
import { sectionOf } from './changelog.ts';

/* Prints what the page of a release says: the changes, how to install it, and the checksums. */

const INSTALL = `## Install

- **Chrome, Edge**: unpack \`waypoint-VERSION-chrome.zip\` or \`-edge.zip\`, open \`chrome://extensions\`, turn on **Developer mode**, press **Load unpacked** and choose the folder.
- **Firefox**: open \`about:debugging\`, choose **This Firefox**, press **Load Temporary Add-on** and choose \`waypoint-VERSION-firefox.zip\`. Firefox removes it when you close the browser, until Mozilla has signed it.
- \`waypoint-VERSION-sources.zip\` is for the reviewers of Mozilla. BUILD.md in it says how to make the same bytes.`;

/** Returns the notes of a version that the changelog names. */
export function notesOf(version: string): string {
  const changes = sectionOf(readFileSync('CHANGELOG.md', 'utf8'), version);
  if (changes === null) throw new Error(`CHANGELOG.md says nothing of ${version}`);
  const sums = existsSync(CHECKSUMS) ? readFileSync(CHECKSUMS, 'utf8').trim() : 'not made';
  const install = INSTALL.replaceAll('VERSION', version);
  const check = 'Check what you downloaded with `sha256sum --check SHA256SUMS`:';
  return `${changes}\n\n${install}\n\n## Checksums\n\n${check}\n\n\`\`\`\n${sums}\n\`\`\`\n`;
}

if (import.meta.main) console.log(notesOf(process.argv[2] ?? ''));
