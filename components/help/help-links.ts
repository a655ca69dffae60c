/*
 * Where Help leads: the one place that names the sections of the options page. Each value is the
 * target of a link.
 */

export const HELP_LINKS = {
  school: '#school',
  sites: '#sites',
  instruction: '/popup.html#instruction',
  history: '#history',
  memory: '/popup.html#memory',
  sent: '#sent',
  pause: '#privacy',
  retention: '#history',
  chats: '#data',
} as const;

export type HelpLink = keyof typeof HELP_LINKS;
