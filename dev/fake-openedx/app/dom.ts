import { outer } from './settings.ts';

type Child = Node | string | null | false;

/** Makes an element. Text children are always text, whatever they look like. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

export function button(
  attributes: Readonly<Record<string, string | boolean | undefined>>,
  label: string,
  onClick: () => void,
): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', onClick);
  return element;
}

/** Makes a link inside the app. `main.ts` turns its click into a move. */
export function appLink(path: string, className: string, ...children: Child[]): HTMLAnchorElement {
  return el('a', { href: outer(path), class: className, 'data-app-link': true }, ...children);
}

export function spinner(testId?: string): HTMLElement {
  return el(
    'div',
    { class: 'spinner-border', role: 'status', 'data-testid': testId },
    el('span', { class: 'sr-only' }, 'Loading…'),
  );
}
