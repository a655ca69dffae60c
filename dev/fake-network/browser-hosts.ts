/**
 * Hosts that a new browser contacts without the extension: updates, settings, fonts of its start
 * page. They get a 404 and do not count against the extension. Every other host that nobody
 * registered is a stranger.
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
