import { render, type ComponentType } from 'preact';
import { i18n } from '#i18n';
import { isInTab } from '../data/browser.ts';
import { directionOf } from './words/direction.ts';
import { ErrorBoundary } from './error-boundary.tsx';

/**
 * Shows a screen in the empty page that the browser opened for it. Shows `Damaged` instead if a
 * critical item cannot be read.
 */
export function mount(Screen: ComponentType, Damaged: ComponentType): void {
  const root = document.documentElement;
  root.lang = i18n.t('language');
  root.dir = directionOf(i18n.t('common.loading'));
  // A popup is as wide as its page asks; in a tab, the page can follow the window.
  void isInTab().then((inTab) => root.classList.toggle('in-tab', inTab));
  const app = document.querySelector('#app');
  if (!app) return;
  render(
    <ErrorBoundary damaged={Damaged}>
      <Screen />
    </ErrorBoundary>,
    app,
  );
}
