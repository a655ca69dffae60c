import { parseArgs } from 'node:util';
import { findBrowser, type BrowserKind } from '../browser/find-browser.ts';
import { openDemo, walk } from './demo.ts';
import { run } from './run.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    /** Walks the course without a person, also if there is a display. */
    headless: { type: 'boolean', default: false },
  },
});

const kind: BrowserKind = values.browser === 'firefox' ? 'firefox' : 'chromium';
const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
const headless = values.headless || (process.platform === 'linux' && !display);

/** Starts the demo. However it ends, the browser and the servers close before the process ends. */
async function start(): Promise<void> {
  findBrowser(kind);
  if (!(await run(kind === 'firefox' ? 'wxt build -b firefox' : 'wxt build'))) process.exit(1);
  const demo = await openDemo(kind, headless);
  const end = async (code: number): Promise<never> => {
    await demo.close();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void end(130));
  }
  if (!headless) {
    console.log('Click through the course; each place is printed here as it arrives.');
    console.log('Ctrl-C, or closing the browser, ends it.');
    demo.driver.browser.once('disconnected', () => void end(0));
    return;
  }
  try {
    await end((await walk(demo)) ? 0 : 1);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await end(1);
  }
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
