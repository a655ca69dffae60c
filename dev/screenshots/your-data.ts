import type { Page } from 'puppeteer-core';
import { OTHER_ORG } from '../fake-ibl/api.ts';
import { connectNight, disconnect, inCard } from '../browser/connect.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { demonstration, unitAt } from '../fake-openedx/courses.ts';
import { scene } from './scene.ts';
import type { Stage } from './session.ts';

/* The section "Your data" of the options page. */

const step = (page: Page, part: 'chat-export' | 'erase') =>
  page.evaluate(
    (id) => document.querySelector<HTMLElement>(`[data-testid=${id}]`)?.dataset['step'],
    part,
  );

/** Opens the options page at one part of this section. */
async function at(stage: Stage, part: 'chats' | 'all' | 'erase'): Promise<Page> {
  const page = await stage.options('data');
  const title = `#data-${part}`;
  await until(() => page.evaluate((id) => document.querySelector(id) !== null, title));
  await page.evaluate((id) => document.querySelector(id)?.scrollIntoView(), title);
  return page;
}

const tickAll = (page: Page) =>
  page.evaluate(() => {
    const boxes = document.querySelectorAll<HTMLInputElement>('dialog input:not(:checked)');
    boxes.forEach((box) => box.click());
  });

export const yourData = [
  scene(
    ['data-not-connected', 'data-erase-not-connected'],
    async (stage, show) => {
      const page = await at(stage, 'chats');
      await show('data-not-connected', page);
      await press(page, 'Delete everything…');
      await show('data-erase-not-connected', page);
    },
    false,
  ),
  scene(
    [
      'data-chats',
      'data-chats-waiting',
      'data-chats-stopped',
      'data-chats-ready',
      'data-chats-saved',
    ],
    async (stage, show) => {
      stage.api.seed.server({ exportPolls: 99, exportItems: 12 });
      const page = await at(stage, 'chats');
      const comes = (wanted: string) =>
        until(async () => (await step(page, 'chat-export')) === wanted, wanted);
      await comes('none');
      await show('data-chats', page);
      await press(page, 'Get my chats');
      await comes('waiting');
      await show('data-chats-waiting', page);
      await press(page, 'Stop');
      await comes('ended');
      await show('data-chats-stopped', page);
      stage.api.seed.server({ exportPolls: 0 });
      await press(page, 'Check again');
      await comes('ready');
      await until(async () => (await textOf(page, 'chat-export')).includes('12 messages'));
      await show('data-chats-ready', page);
      await press(page, 'Save as JSON', '[data-testid=chat-export]');
      await until(async () => (await textOf(page, 'chat-export')).includes('one hour after'));
      await show('data-chats-saved', page);
    },
  ),
  scene(['data-chats-refused', 'data-chats-failed', 'data-chats-not-json'], async (stage, show) => {
    const ends = async (page: Page, words: string) =>
      await until(async () => (await textOf(page, 'chat-export')).includes(words), words);
    stage.api.seed.server({ exportPolls: 0, exportEnds: '403' });
    const page = await at(stage, 'chats');
    await press(page, 'Get my chats');
    await ends(page, 'The server said');
    await show('data-chats-refused', page);
    stage.api.seed.server({ exportEnds: 'FAILURE' });
    await press(page, 'Start over');
    await ends(page, 'The server said: FAILURE');
    await show('data-chats-failed', page);
    stage.api.seed.server({ exportEnds: 'text' });
    await press(page, 'Start over');
    await ends(page, 'a different kind of file');
    await show('data-chats-not-json', page);
  }),
  scene(
    ['data-chats-two-schools', 'data-erase-two-schools', 'data-erase-school-without-key'],
    async (stage, show) => {
      stage.api.seed.server({ exportPolls: 0 });
      const page = await at(stage, 'chats');
      await connectNight(page);
      await until(() => page.evaluate(() => document.querySelector('[data-step=none]') !== null));
      await press(page, 'Get my chats', '#data');
      await until(() => page.evaluate(() => document.querySelector('[data-step=ready]') !== null));
      await until(async () => (await textOf(page, 'chat-export')).includes('3 messages'));
      await page.evaluate(() => document.querySelector('#data-chats')?.scrollIntoView());
      await show('data-chats-two-schools', page);
      await press(page, 'Delete everything…');
      await show('data-erase-two-schools', page);
      await press(page, 'Cancel', 'dialog');
      await disconnect(page, { within: inCard(OTHER_ORG) });
      await until(async () => !(await textOf(page, 'chat-export')).includes('ada at'));
      await press(page, 'Delete everything…');
      await press(page, 'Delete now');
      await until(async () => (await step(page, 'erase')) === 'over', 'the end');
      await show('data-erase-school-without-key', page);
    },
  ),
  scene(['data-everything'], async (stage, show) => {
    const page = await at(stage, 'all');
    await press(page, 'Save everything (JSON)');
    await until(async () =>
      (await textOf(page, 'everything')).includes('is on its way to your downloads'),
    );
    await show('data-everything', page);
  }),
  scene(
    ['data-erase-ask', 'data-erase-runs', 'data-erase-partly', 'data-erase-done'],
    async (stage, show) => {
      const { api } = stage;
      await stage.study(unitAt(demonstration, 1));
      await stage.now(/Saved for your mentor/);
      const bad = api.seed.edxMemory({ courseId: 'course-v1:DemoU+Bio101+2026', data: 1 });
      for (const n of [1, 2, 3])
        api.seed.edxMemory({ courseId: `course-v1:DemoU+A${n}+2026`, data: n });
      const action = {
        kind: 'status',
        status: 409,
        body: { detail: 'Locked by your school.' },
      } as const;
      api.faults.add({ method: 'DELETE', path: `edx-memory/${bad}/`, do: action });
      const slow = api.faults.add({ method: 'DELETE', path: /edx-memory/, do: { kind: 'hang' } });
      const page = await at(stage, 'erase');
      await press(page, 'Delete everything…');
      await tickAll(page);
      await show('data-erase-ask', page);
      await press(page, 'Delete now');
      await until(async () => (await textOf(page, 'erase')).includes('of 5 deleted'));
      await show('data-erase-runs', page);
      slow();
      await until(async () => (await step(page, 'erase')) === 'over', 'the end');
      await page.evaluate(() =>
        document.querySelector<HTMLElement>('#data details summary')?.click(),
      );
      await show('data-erase-partly', page);
      api.faults.clear();
      await press(page, 'Try again', '#data');
      await until(async () =>
        (await textOf(page, 'erase')).includes('Everything you chose was deleted'),
      );
      await show('data-erase-done', page);
    },
  ),
  scene(['data-erase-stopped'], async ({ api, ...stage }, show) => {
    await stage.study(unitAt(demonstration, 1));
    await stage.now(/Saved for your mentor/);
    const end = api.faults.add({ method: 'DELETE', do: { kind: 'hang' } });
    const page = await at({ api, ...stage }, 'erase');
    await press(page, 'Delete everything…');
    await tickAll(page);
    await press(page, 'Delete now');
    await until(async () => (await textOf(page, 'erase')).includes('of 1 deleted'));
    await press(page, 'Stop', '#data');
    await until(async () => (await step(page, 'erase')) === 'over');
    await show('data-erase-stopped', page);
    end();
  }),
];
