import { defineBackground } from 'wxt/utils/define-background';
import { browser, type Runtime } from '../lib/browser.ts';
import { watchPolicy } from '../lib/store/policy/watch-policy.ts';
import { createWorker } from '../lib/background/worker.ts';

export default defineBackground(() => {
  const worker = createWorker();
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    worker.message(message, sender),
  );
  browser.runtime.onInstalled.addListener(({ reason }) => void worker.installed(reason));
  browser.runtime.onStartup.addListener(() => void worker.browserStarted());
  browser.permissions.onAdded.addListener(() => void worker.permissionsChanged());
  browser.permissions.onRemoved.addListener(() => void worker.permissionsChanged());
  watchPolicy(() => void worker.policyChanged());
  browser.alarms.onAlarm.addListener(({ name }) => void worker.alarm(name));
  globalThis.addEventListener('online', () => void worker.online());
});
