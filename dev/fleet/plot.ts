import { HOUR, MINUTE, SECOND } from './assumptions.ts';
import { MOST_PEAK, type Row } from './report.ts';
import { MIDNIGHT, type Scenario } from './scenarios.ts';

/* Draws the requests a second over time, as an SVG without a library. */

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [720, 276, 48, 50, 28];
/** One point of the line is the average of this many seconds. */
const POINT = 10;

const text = (x: number, y: number, words: string, anchor = 'start'): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;

/** Returns the hours that a plot shows (s after midnight). */
function shown({ from, to, name }: Scenario): { first: number; last: number } {
  const margin = name === 'ordinary' ? 0 : HOUR / 2;
  return { first: (from + margin - MIDNIGHT) / SECOND, last: (to - MIDNIGHT) / SECOND };
}

export function plotOf({ learners, scenario, ordinary, measured }: Row): string {
  const { first, last } = shown(scenario);
  const rates: number[] = [];
  for (let at = first; at < last; at += POINT) {
    const sum = measured.requests.subarray(at, at + POINT).reduce((a, b) => a + b, 0);
    rates.push(sum / POINT / ordinary);
  }
  const most = Math.max(2, ...rates) * 1.05;
  const x = (second: number): number =>
    LEFT + ((second - first) / (last - first)) * (WIDTH - LEFT - 12);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM);
  const points = rates.map(
    (value, index) => `${x(first + index * POINT).toFixed(1)},${y(value).toFixed(1)}`,
  );
  const troubles = [...scenario.troubles, ...(scenario.network ? [scenario.network] : [])];
  const areas = troubles.map(({ from, to }) => {
    const [begin, end] = [x((from - MIDNIGHT) / SECOND), x((to - MIDNIGHT) / SECOND)];
    const height = HEIGHT - TOP - BOTTOM;
    return `<rect class="trouble" x="${begin.toFixed(1)}" y="${TOP}" width="${(end - begin).toFixed(1)}" height="${height}"/>`;
  });
  const rule = (value: number, kind: string): string =>
    `<line class="${kind}" x1="${LEFT}" x2="${WIDTH - 12}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>` +
    text(LEFT - 6, y(value) + 4, `${value} ×`, 'end');
  const step = last - first > (8 * HOUR) / SECOND ? (2 * HOUR) / SECOND : (15 * MINUTE) / SECOND;
  const times: string[] = [];
  for (let at = Math.ceil(first / step) * step; at < last; at += step) {
    const time = new Date(at * SECOND).toISOString().slice(11, 16);
    times.push(text(x(at), HEIGHT - 10, time, 'middle'));
  }
  const far = most > 6 ? [rule(Math.floor(most / 1.05), 'grid')] : [];
  const title = `${scenario.title}: ${learners.toLocaleString('en')} learners`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
    '<style>text{font:12px sans-serif;fill:#333}.trouble{fill:#f3d9d6}.grid{stroke:#ccc}',
    '.aim{stroke:#b3261e;stroke-dasharray:5 4}polyline{fill:none;stroke:#1a5fb4;stroke-width:1.4}</style>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...areas,
    text(LEFT, 18, title),
    text(LEFT, 36, 'Requests a second. 1 × is the ordinary peak.'),
    rule(1, 'grid'),
    ...far,
    // A wave that is far higher leaves no room for other names beside that of 1 ×.
    ...(most > 12 ? [] : [rule(0, 'grid'), rule(MOST_PEAK, 'aim')]),
    `<polyline points="${points.join(' ')}"/>`,
    ...times,
    '</svg>\n',
  ].join('\n');
}
