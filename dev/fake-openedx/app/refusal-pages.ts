import { el } from './dom.ts';
import { mainContent } from './shell.ts';

function alert(text: string): HTMLElement {
  return el('p', { class: 'alert', role: 'alert' }, text);
}

export function showUnknownCourse(): void {
  mainContent().replaceWith(alert('There was an error loading this course.'));
}

export function showDenied(): void {
  mainContent().replaceChildren(alert('You have no access to this course.'));
}

/** Shows that the app crashed: nothing of its page is left. */
export function showCrash(): void {
  const again = el('a', { class: 'btn', href: location.pathname }, 'Try again');
  document
    .querySelector('#root')
    ?.replaceChildren(
      el('div', { class: 'tab-page' }, alert('An unexpected error occurred.'), again),
    );
}
