import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * The page and other scripts in it must not see Waypoint's script and must not be able to talk to
 * it.
 */

test.each(
  ['chrome-mv3', 'firefox-mv3'].flatMap((build) =>
    ['edx', 'learner-app'].map((name) => [build, name]),
  ),
)('in %s, as %s, the content script says nothing to the page', (build, name) => {
  const script = readFileSync(`.output/${build}/content-scripts/${name}.js`, 'utf8');
  expect(script).toContain('page/report');
  expect(script).not.toMatch(/postMessage|dispatchEvent|CustomEvent|wxt:/);
});
