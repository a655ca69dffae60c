import { parseArgs } from 'node:util';
import { BUILDS } from '../scripts/build.ts';
import type { BrowserKind } from '../browser/find-browser.ts';
import { run } from '../scripts/run.ts';
import { pageCost } from './page-cost.ts';
import { popup } from './popup.ts';
import { parse } from './parse.ts';
import { chats } from './chats.ts';
import { everything } from './everything.ts';
import { search } from './search.ts';
import { tableOf, type Measure } from './table.ts';

/* How quick Waypoint is, beside a control in the same run. Never a test: a machine is as quick as it is. */

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
const wanted = kind === 'firefox' ? 'build for Firefox' : 'build for Chromium';
// So that nothing but JSON is printed. What is parsed is parsed here, and needs no build.
if (!values.json && values.only !== 'parse' && !(await run(BUILDS[wanted]))) process.exit(1);

const parts = { popup, search, chats, everything, parse } as const;
const measures: Measure[] = [];
for (const [name, part] of Object.entries(parts)) {
  if ((values.only ?? name) === name) measures.push(...(await part(kind, rounds)));
}
// What a page costs is told by Chromium alone.
if (kind === 'chromium' && (values.only ?? 'page') === 'page') {
  measures.push(...(await pageCost(rounds)));
}
if (measures.length === 0) {
  throw new Error(`--only takes ${Object.keys(parts).join(', ')} or, for Chromium, page.`);
}
console.log(values.json ? JSON.stringify({ kind, rounds, measures }) : tableOf(measures));
