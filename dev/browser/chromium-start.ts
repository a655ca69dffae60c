import { type Browser, launch as launchBrowser } from 'puppeteer-core';
import type { LaunchOptions } from './driver.ts';
import { findBrowser } from './find-browser.ts';

/** Beside what puppeteer itself switches off. */
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
    // With this puppeteer switches off what fetches extensions, too.
    ignoreDefaultArgs: byPolicy ? ['--disable-background-networking'] : false,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    handleSIGINT: closeOnSignal,
    handleSIGTERM: closeOnSignal,
    handleSIGHUP: closeOnSignal,
    // The interface follows --lang only where Chromium has that language's file; pages always follow.
    env: { ...process.env, ...(language ? { LANGUAGE: language.replace('-', '_') } : {}) },
    args: [
      ...QUIET,
      // Needed for what the worker asks, which no page's settings reach.
      '--ignore-certificate-errors',
      `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
      // Also names such as tutor.localhost, which a browser otherwise looks for on this computer.
      '--proxy-bypass-list=<-loopback>;127.0.0.1',
      `--blink-settings=preferredColorScheme=${options.dark ? 0 : 1}`,
      // Where it is root, or is taken for root to be given policies.
      ...(process.getuid?.() === 0 || policies?.own ? ['--no-sandbox'] : []),
      ...(language ? [`--lang=${language}`, `--accept-lang=${language}`] : []),
    ],
  });
}
