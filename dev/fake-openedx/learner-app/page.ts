import { el } from '../app/dom.ts';
import { spinner } from './dom.ts';

/* What is around every page of the app. */

export const root = (): HTMLElement => document.querySelector<HTMLElement>('#root')!;

/** Shows only that something loads: the app itself, or a page that leads on. */
export function showSpinner(): void {
  root().replaceChildren(el('div', { class: 'whole-page' }, spinner()));
}

/** Shows a page under the bar of the app. `name` is what the bar calls the page. */
export function showPage(name: string | null, ...children: readonly HTMLElement[]): void {
  root().replaceChildren(
    el(
      'header',
      { class: 'navbar' },
      el('a', { href: '/home', class: 'logo' }, 'Demo'),
      name === null ? null : el('h1', { 'data-testid': 'navbar-page-title', dir: 'auto' }, name),
      // The account's name is in a menu, which is closed.
      el('button', { type: 'button', 'aria-label': 'More options', class: 'quiet' }, '⋮'),
    ),
    ...children,
  );
}
