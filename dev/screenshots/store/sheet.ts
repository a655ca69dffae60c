import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directionOf } from '../../../components/ui/words/direction.ts';

/* The pages on which the pictures for the stores are put together, as HTML. */

/** A picture of a screen, and how large it is shown (CSS px). */
export interface Shot {
  readonly png: string;
  readonly width: number;
}

const read = (path: string): string => readFileSync(path, 'utf8');
const css = read(join(import.meta.dirname, 'sheet.css'));
const icon = `data:image/svg+xml,${encodeURIComponent(read('public/icon.svg'))}`;

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const image = ({ png, width }: Shot, name = ''): string =>
  `<img class="${name}" alt="" width="${width}" src="data:image/png;base64,${png}">`;
const page = (language: string, words: string, body: string): string =>
  `<!doctype html><html lang="${safe(language)}" dir="${directionOf(words)}"><style>${css}</style><body>${body}</body></html>`;

interface Said {
  readonly language: string;
  readonly name: string;
  readonly words: string;
}

const wordsOf = ({ name, words }: Said): string =>
  `<div class="words"><div class="name"><img alt="" src="${icon}">${safe(name)}</div><p>${safe(words)}</p></div>`;

/** Returns a screen beside its sentence. The popup in front lies over the page that it is about. */
export function picture(said: Said, address: string, behind: Shot, front: Shot | null): string {
  const bar = `<div class="bar"><span>${safe(address)}</span><img alt="" src="${icon}"></div>`;
  const stage = `<div class="stage"><div class="window">${bar}${image(behind)}</div>${front ? image(front, 'front') : ''}</div>`;
  return page(said.language, said.words, `<div class="picture">${wordsOf(said)}${stage}</div>`);
}

/** Returns a tile: large with the popup, or small without one. */
export function tile(said: Said, front: Shot | null): string {
  const kind = front ? 'tile' : 'tile small';
  return page(
    said.language,
    said.words,
    `<div class="${kind}">${wordsOf(said)}${front ? image(front, 'front') : ''}</div>`,
  );
}

/**
 * Returns the icon alone.
 * @param margin what stays empty on each side (CSS px)
 */
export const mark = (margin: number): string =>
  page('en', '', `<img class="mark" alt="" style="padding:${margin}px" src="${icon}">`);
