import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from '../lib/edx/content-script.ts';
import { EDX_HOSTS } from '../lib/edx/sites/hosts.ts';
import { openEdx } from '../lib/edx/open-edx.ts';
import { LEARNER_APP_SIGN } from '../lib/edx/selectors.ts';

export default defineContentScript({
  matches: EDX_HOSTS.map((host) => `https://${host}/*`),
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main() {
    // On a site that the learner added, both scripts run, and one of them reads.
    if (!document.querySelector(LEARNER_APP_SIGN)) start(openEdx);
  },
});
