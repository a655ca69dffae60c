import { pace } from './settings.ts';

/**
 * When things happen, in ms after the click, the popstate or the start of the app. Measured on the
 * real Learning MFE with an API that answers after 120 ms.
 */
export const TIMES = {
  /** Next and Previous inside a subsection. The document's title does not change. */
  inside: { url: 5, swap: 71 },
  /** To another subsection through a passing address (`/first`, `/last`, `/<sequential>`). */
  across: { url: 3, clear: 46, title: 56, replace: 250, show: 303 },
  /** Back and forward, when the address is the final one at once. */
  back: { swap: 61, clear: 33, title: 38, show: 198 },
  /** A page that is loaded from the start. */
  cold: { preview: 300, header: 817, title: 830, replace: 876, show: 1139 },
  /** How long (ms) a link without a subsection leaves the title half empty. */
  parentless: 300,
} as const;

/**
 * Returns the clock of one move: `at(46)` resolves 46 ms after the move began, times the pace. A
 * move that a newer move has replaced never goes on.
 */
export function clock(signal: AbortSignal): (ms: number) => Promise<void> {
  const start = performance.now();
  return (ms) =>
    new Promise((resolve) => {
      const wait = Math.max(0, start + ms * pace - performance.now());
      const timer = setTimeout(resolve, wait);
      signal.addEventListener('abort', () => clearTimeout(timer));
    });
}
