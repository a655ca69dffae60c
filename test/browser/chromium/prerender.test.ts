import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { until } from '../../../dev/browser/page-actions.ts';
import {
  LEARNING_ORIGIN,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { MOVEMENTS } from '../support/movements.ts';
import { NO_MORE } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [course] = plainCourses as [Course];

test(MOVEMENTS.prerender, async () => {
  const page = await session.open(`${LEARNING_ORIGIN}/`);
  const url = unitUrl(course, unitAt(course, 0).unit);
  await page.evaluate((ahead) => {
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.text = JSON.stringify({ prerender: [{ source: 'list', urls: [ahead] }] });
    const link = Object.assign(document.createElement('a'), { href: ahead, id: 'ahead' });
    link.textContent = 'On';
    document.body.prepend(link);
    document.head.append(rules);
  }, url);
  // The driver does not see such a page, so this waits for longer than it takes to load and to be
  // sent.
  await sleep(NO_MORE);
  expect(session.memoryOf(course)).toBeUndefined();
  await page.evaluate(() => document.querySelector<HTMLElement>('#ahead')?.click());
  await until(session.says(course, 0));
  // Checks that the page was really prerendered.
  const started = await page.evaluate(
    () =>
      (performance.getEntriesByType('navigation')[0] as { activationStart?: number })
        .activationStart,
  );
  expect(started).toBeGreaterThan(0);
});
