/**
 * Hosts that a freshly started browser asks for by itself: updates, settings, fonts of its start page.
 * They get a 404 and are not held against the extension. Everything else nobody registered is a stranger.
 */
const DOMAINS = [
  'mozilla.com',
  'mozilla.net',
  'mozilla.org',
  'firefox.com',
  'google.com',
  'googleapis.com',
  'gstatic.com',
  'googleusercontent.com',
  'gvt1.com',
];

export function isQuietHost(host: string): boolean {
  return DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
