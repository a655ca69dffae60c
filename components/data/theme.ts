import { theme } from '../../lib/store/items/theme.ts';

/**
 * Copies the learner's choice of colours to `localStorage`, now and after each change. From there,
 * public/theme.js shows it in each page of Waypoint, also in those that are open.
 */
export function followTheme(): void {
  theme.watch(() => void copy());
  void copy();
}

async function copy(): Promise<void> {
  // Without an answer of the browser, the pages keep the colours that they have.
  const chosen = await theme.read().catch(() => null);
  if (chosen === null) return;
  if (chosen === 'device') localStorage.removeItem('theme');
  else localStorage.setItem('theme', chosen);
  // The browser tells only the other pages.
  dispatchEvent(new Event('storage'));
}
