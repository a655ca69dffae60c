import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { DEMO_ORG } from '../../dev/api/api.ts';
import { field, press, textOf, type, until } from '../../dev/browser/hands.ts';
import { openSession, type Session } from './session.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

const PATH = `/api/ai-mentor/orgs/${DEMO_ORG}/users/ada/custom-instruction/`;
const requests = () =>
  session.api.log.filter(({ path }) => path === PATH).map(({ method }) => method);

async function openInstruction(): Promise<Page> {
  const popup = await session.driver.openPopup();
  await press(popup, 'Instruction');
  await field(popup, 'About me');
  return popup;
}
const valueOf = async (page: Page, label: string) =>
  await (await field(page, label)).evaluate((one) => one.value);
const status = (page: Page) => textOf(page, 'instruction-status');

test('is read, edited, saved and verified', async () => {
  session.api.seed.instruction({ about_user: 'I study at night.', profession: 'Nurse' });
  const popup = await openInstruction();
  await until(async () => (await valueOf(popup, 'About me')) === 'I study at night.');
  const before = requests().length;
  await type(popup, "Mentor's tone", 'Calm and short.');
  await until(async () =>
    /unsaved draft/i.test(await popup.evaluate(() => document.body.textContent)),
  );
  await press(popup, 'Save');
  await until(async () => /^saved/i.test((await status(popup)).trim()));
  expect(requests().slice(before)).toEqual(['GET', 'PUT', 'GET']);
  const put = session.api.log.findLast(({ method, path }) => method === 'PUT' && path === PATH);
  expect(JSON.parse(put?.body ?? '')).toEqual({
    about_user: 'I study at night.',
    mentor_tone: 'Calm and short.',
    profession: 'Nurse',
    desired_mentor_traits: '',
  });
  expect(await popup.evaluate(() => document.body.textContent)).not.toMatch(/unsaved draft/i);
  await popup.close();
});

test('a draft survives closing the popup at once, and a restart of the browser; Discard drops it', async () => {
  const popup = await openInstruction();
  await type(popup, 'About me', 'I am learning to draw maps.');
  await popup.close();
  const again = await openInstruction();
  await until(async () => (await valueOf(again, 'About me')) === 'I am learning to draw maps.');
  await session.driver.restart();
  const later = await openInstruction();
  await until(async () => (await valueOf(later, 'About me')) === 'I am learning to draw maps.');
  await press(later, 'Discard');
  await until(async () => (await valueOf(later, 'About me')) === 'I study at night.');
  await later.close();
});

test('a failed save keeps the draft and says why', async () => {
  const mend = session.api.faults.add({
    method: 'PUT',
    path: /custom-instruction/,
    do: { kind: 'status', status: 500 },
  });
  const popup = await openInstruction();
  await type(popup, 'About me', 'Kept through a failure.');
  await press(popup, 'Save');
  await until(async () => (await status(popup)) !== '' && !/saving/i.test(await status(popup)));
  expect(await status(popup)).not.toMatch(/^saved/i);
  expect(await valueOf(popup, 'About me')).toBe('Kept through a failure.');
  mend();
  await press(popup, 'Save');
  await until(async () => /^saved/i.test((await status(popup)).trim()));
  await popup.close();
});

test('a server that says yes and stores something else is never called saved', async () => {
  session.api.seed.server({ storesSomethingElse: 'shortened' });
  const popup = await openInstruction();
  await type(popup, 'About me', 'Please keep every word of this.');
  await press(popup, 'Save');
  await until(async () => (await status(popup)) !== '' && !/saving/i.test(await status(popup)));
  expect(await status(popup)).not.toMatch(/^saved/i);
  expect(await valueOf(popup, 'About me')).toBe('Please keep every word of this.');
  session.api.seed.server({ storesSomethingElse: false });
  await press(popup, 'Discard');
  await popup.close();
});

test('a server with one field for everything gets that field', async () => {
  session.api.seed.server({ instruction: 'content' });
  const popup = await session.driver.openPopup();
  await press(popup, 'Instruction');
  await type(popup, 'Instruction', 'Ask me questions first.');
  await press(popup, 'Save');
  await until(async () => /^saved/i.test((await status(popup)).trim()));
  const put = session.api.log.findLast(({ method, path }) => method !== 'GET' && path === PATH);
  expect(JSON.parse(put?.body ?? '')).toEqual({ content: 'Ask me questions first.' });
});
