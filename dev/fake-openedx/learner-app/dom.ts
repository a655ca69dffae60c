import { el } from '../app/dom.ts';

/** Makes a link inside the app. `main.ts` turns its click into a move. */
export const appLink = (href: string, text: string): HTMLAnchorElement =>
  el('a', { href, 'data-app-link': true }, text);

/** Returns what the app shows while something loads. Only a class says what it is. */
export const spinner = (): HTMLElement => el('div', { class: 'animate-spin rounded-full' });

/** Makes an empty drawing. */
export const icon = (className?: string): SVGSVGElement => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  if (className !== undefined) svg.setAttribute('class', className);
  return svg;
};

/** Changes a text in place, as React does: an element with one text keeps the text's node. */
export function setText(element: Element, text: string): void {
  const [only, ...rest] = element.childNodes;
  if (only?.nodeType === Node.TEXT_NODE && rest.length === 0 && text !== '') {
    if (only.nodeValue !== text) only.nodeValue = text;
  } else if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
