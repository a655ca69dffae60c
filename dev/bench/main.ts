import { parseArgs } from 'node:util';
import { BUILDS } from '../build.ts';
import type { BrowserKind } from '../browser/find.ts';
import { run } from '../run.ts';
import { pageCost } from './page-cost.ts';
import { popup } from './popup.ts';
import { chats } from './chats.ts';
import { search } from './search.ts';
import { tableOf, type Measure } from './table.ts';

/* How quick Waypoint is, beside a control in the same run. Never a test: a machine is as quick as it is. */

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});

const kind: BrowserKind = values.browser === 'firefox' ? 'firefox' : 'chromium';
const rounds = Number(values.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error('--rounds takes a number from 1.');
const wanted = kind === 'firefox' ? 'build for Firefox' : 'build for Chromium';
// So that nothing but JSON is printed.
if (!values.json && !(await run(BUILDS[wanted]))) process.exit(1);

const measures: Measure[] = [
  ...(await popup(kind, rounds)),
  ...(await search(kind, rounds)),
  ...(await chats(kind, rounds)),
];
// What a page costs is told by Chromium alone.
if (kind === 'chromium') measures.push(...(await pageCost(rounds)));
console.log(values.json ? JSON.stringify({ kind, rounds, measures }) : tableOf(measures));
