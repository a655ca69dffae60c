import type { Driver, LaunchOptions } from './driver.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';

export type { Driver, LaunchOptions } from './driver.ts';

/** Starts a browser with the extension. It reaches only the world behind the proxy. */
export function launch(options: LaunchOptions): Promise<Driver> {
  return options.kind === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
