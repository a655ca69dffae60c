import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from '../lib/edx/content-script.ts';
import { LEARNER_APP_HOSTS } from '../lib/edx/sites/hosts.ts';
import { learnerApp } from '../lib/edx/learner-app/page.ts';
import { LEARNER_APP_SIGN } from '../lib/edx/selectors.ts';

export default defineContentScript({
  matches: LEARNER_APP_HOSTS.map((host) => `https://${host}/*`),
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main() {
    if (document.querySelector(LEARNER_APP_SIGN)) start(learnerApp);
  },
});
