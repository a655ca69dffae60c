import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, launch as launchBrowser } from 'puppeteer-core';
import { z } from 'zod';
import type { LaunchOptions } from './driver.ts';
import { findBrowser } from './find-browser.ts';

/** The extension's address. Without it, Firefox chooses a random one. */
export const ADDRESS = '6b3f1d52-90c4-4c7e-8f1a-2d5e7c9b0a41';

/** The preference for the colours that pages are asked for. */
export const COLOURS = 'layout.css.prefers-color-scheme.content-override';
export const COLOUR_VALUES = { dark: 0, light: 1 } as const;

const Manifest = z.object({
  browser_specific_settings: z.object({ gecko: z.object({ id: z.string() }) }),
});

export async function geckoId(extension: string): Promise<string> {
  const text = await readFile(join(extension, 'manifest.json'), 'utf8');
  const manifest = Manifest.safeParse(JSON.parse(text));
  if (manifest.success) return manifest.data.browser_specific_settings.gecko.id;
  throw new Error(`The manifest in ${extension} has no gecko id: is it a Firefox build?`);
}

function preferences(options: LaunchOptions, id: string): Record<string, unknown> {
  const { proxyPort, dark = false, language, idleTimeout, byPolicy } = options;
  return {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    // Also for names such as tutor.localhost, which a browser otherwise resolves to this machine.
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': '127.0.0.1',
    // No request may bypass the proxy: no early name look-ups, no probe for a captive portal.
    'network.dns.disablePrefetch': true,
    'network.prefetch-next': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'extensions.webextensions.uuids': JSON.stringify({ [id]: ADDRESS }),
    // A restart removes a temporary add-on and installs it again; its data must survive that.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    // In a test, nobody can answer a prompt for an optional permission.
    ...(options.headless === false ? {} : { 'extensions.webextOptionalPermissionPrompts': false }),
    // A quarter of the browser's work: processes for pages that may come, and moving toolbars.
    'dom.ipc.processPrelaunch.enabled': false,
    'toolkit.cosmeticAnimations.enabled': false,
    'ui.systemUsesDarkTheme': dark ? 1 : 0,
    [COLOURS]: COLOUR_VALUES[dark ? 'dark' : 'light'],
    // The packed extension is not signed; temporary add-ons need no signature. Its updates come from
    // this machine without TLS.
    ...(byPolicy === undefined
      ? {}
      : { 'xpinstall.signatures.required': false, 'extensions.checkUpdateSecurity': false }),
    ...(language ? { 'intl.accept_languages': language } : {}),
    ...(idleTimeout === undefined ? {} : { 'extensions.background.idle.timeout': idleTimeout }),
  };
}

export function startFirefox(
  options: LaunchOptions,
  profile: string,
  id: string,
): Promise<Browser> {
  const { headless = true, closeOnSignal = true, policies } = options;
  const browser = findBrowser('firefox');
  return launchBrowser({
    browser: 'firefox',
    executablePath: policies?.program(browser) ?? browser,
    headless,
    userDataDir: profile,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    handleSIGINT: closeOnSignal,
    handleSIGTERM: closeOnSignal,
    handleSIGHUP: closeOnSignal,
    extraPrefsFirefox: preferences(options, id),
    // Without this flag BiDi refuses to open the extension's own pages.
    args: ['--remote-allow-system-access'],
  });
}
