import { render, type ComponentType } from 'preact';
import { i18n } from '#i18n';
import { isInTab, uiDirection } from '../data/browser.ts';
import { Boundary } from './error-boundary.tsx';

/**
 * Shows a screen in the empty page that the browser opened for it, or the other where something that is
 * stored cannot be read.
 */
export function mount(Screen: ComponentType, Damaged: ComponentType): void {
  const root = document.documentElement;
  root.lang = i18n.t('language');
  root.dir = uiDirection();
  // A popup has the width that its page asks for; in a tab there is room to follow the window.
  void isInTab().then((inTab) => root.classList.toggle('in-tab', inTab));
  const app = document.querySelector('#app');
  if (!app) return;
  render(
    <Boundary damaged={Damaged}>
      <Screen />
    </Boundary>,
    app,
  );
}
