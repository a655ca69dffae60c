import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';

export const ALL: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
export const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

/** Returns what axe finds in a page that has its source. */
export async function findings(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const found = await (Reflect.get(globalThis, 'axe') as typeof axe).run(document, {
      ...rules,
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
    );
  }, options);
}
