import { parseArgs } from 'node:util';
import { BUILDS } from '../scripts/build.ts';
import type { BrowserKind } from '../browser/find-browser.ts';
import { run } from '../scripts/run.ts';
import { pageCost } from './page-cost.ts';
import { profile, READABLE_BUILD } from './profile.ts';
import { popup } from './popup.ts';
import { parse } from './parse.ts';
import { chats } from './chats.ts';
import { everything } from './everything.ts';
import { search } from './search.ts';
import { tableOf, type Measure } from './table.ts';

/*
 * Measures how fast Waypoint is, compared with a control in the same run. This is never a test,
 * because speed depends on the machine.
 */

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const kind: BrowserKind = values.browser === 'firefox' ? 'firefox' : 'chromium';
const rounds = Number(values.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error('--rounds takes a number from 1.');
if (values.only === 'profile') {
  if (!(await run(READABLE_BUILD))) process.exit(1);
  console.log(await profile());
  process.exit();
}
const wanted = kind === 'firefox' ? 'build for Firefox' : 'build for Chromium';
// With --json, nothing but JSON may be printed, so nothing is built. `parse` runs in this process
// and needs no build.
if (!values.json && values.only !== 'parse' && !(await run(BUILDS[wanted]))) process.exit(1);

const parts = { popup, search, chats, everything, parse } as const;
const measures: Measure[] = [];
for (const [name, part] of Object.entries(parts)) {
  if ((values.only ?? name) === name) measures.push(...(await part(kind, rounds)));
}
// Only Chromium reports what a page costs.
if (kind === 'chromium' && (values.only ?? 'page') === 'page') {
  measures.push(...(await pageCost(rounds)));
}
if (measures.length === 0) {
  throw new Error(
    `--only takes ${Object.keys(parts).join(', ')} or, for Chromium, page or profile.`,
  );
}
console.log(values.json ? JSON.stringify({ kind, rounds, measures }) : tableOf(measures));
