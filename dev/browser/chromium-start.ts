import { type Browser, launch as launchBrowser } from 'puppeteer-core';
import type { LaunchOptions } from './driver.ts';
import { findBrowser } from './find-browser.ts';

/** Switches off more than puppeteer itself does. */
const QUIET = [
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-gpu',
  '--no-default-browser-check',
  '--no-service-autorun',
];

export function startChromium(options: LaunchOptions, profile: string): Promise<Browser> {
  const { language, headless = true, closeOnSignal = true, policies, byPolicy } = options;
  const browser = findBrowser('chromium');
  return launchBrowser({
    browser: 'chrome',
    executablePath: policies?.program(browser) ?? browser,
    headless,
    userDataDir: profile,
    pipe: true,
    enableExtensions: true,
    // By default puppeteer passes this argument, which also switches off the download of
    // extensions.
    ignoreDefaultArgs: byPolicy === undefined ? false : ['--disable-background-networking'],
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    handleSIGINT: closeOnSignal,
    handleSIGTERM: closeOnSignal,
    handleSIGHUP: closeOnSignal,
    // The interface follows --lang only if Chromium has a file for that language; pages always do.
    env: { ...process.env, ...(language ? { LANGUAGE: language.replace('-', '_') } : {}) },
    args: [
      ...QUIET,
      // Needed for the worker's requests, which the settings of pages do not cover.
      '--ignore-certificate-errors',
      `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
      // Also for names such as tutor.localhost, which a browser otherwise resolves to this machine.
      '--proxy-bypass-list=<-loopback>;127.0.0.1',
      `--blink-settings=preferredColorScheme=${options.dark ? 0 : 1}`,
      // Needed as root, and if the browser is mapped to root to get policies.
      ...(process.getuid?.() === 0 || policies?.own ? ['--no-sandbox'] : []),
      ...(language ? [`--lang=${language}`, `--accept-lang=${language}`] : []),
    ],
  });
}
