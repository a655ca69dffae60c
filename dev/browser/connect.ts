import type { Page } from 'puppeteer-core';
import { DEMO_KEY, DEMO_ORG } from '../api/api.ts';
import { press, textOf, type, until } from './hands.ts';

/** Types the demo's connection into the options page, as a person does, and waits for the answer. */
export async function connect(page: Page, key: string = DEMO_KEY): Promise<void> {
  await type(page, 'School (organization)', DEMO_ORG);
  await type(page, 'Username', 'ada');
  await type(page, 'API key', key);
  await press(page, 'Connect');
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as ada'));
}
