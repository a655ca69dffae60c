import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* The page, and whatever else runs in it, must not see our script, nor be able to speak to it. */

test.each(['chrome-mv3', 'firefox-mv3'])('in %s the reader says nothing to the page', (build) => {
  const script = readFileSync(`.output/${build}/content-scripts/edx.js`, 'utf8');
  expect(script).toContain('page/report');
  expect(script).not.toMatch(/postMessage|dispatchEvent|CustomEvent|wxt:/);
});
