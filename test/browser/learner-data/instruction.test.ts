import { expect } from 'vitest';
import type { Page } from 'puppeteer-core';
import { DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { field, textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

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

test('the instruction is read, edited, saved and verified', async () => {
  session.api.seed.instruction({ about_user: 'I study at night.', profession: 'Nurse' });
  const popup = await openInstruction();
  await until(async () => (await valueOf(popup, 'About me')) === 'I study at night.');
  // Save is there only while there is something to save.
  const canSave = () => popup.$eval('[type=submit]', (button) => button.checkVisibility());
  expect(await canSave()).toBe(false);
  await type(popup, "Mentor's tone", 'Calm and short.');
  await until(async () =>
    /not saved yet/i.test(await popup.evaluate(() => document.body.textContent)),
  );
  expect(await canSave()).toBe(true);
  await press(popup, 'Save');
  await until(async () => /^saved/i.test((await status(popup)).trim()));
  // Waypoint reads before and after it writes. Screens that are open may have read it earlier.
  expect(requests().slice(-3)).toEqual(['GET', 'PUT', 'GET']);
  const put = session.api.log.findLast(({ method, path }) => method === 'PUT' && path === PATH);
  expect(JSON.parse(put?.body ?? '')).toEqual({
    about_user: 'I study at night.',
    mentor_tone: 'Calm and short.',
    profession: 'Nurse',
    desired_mentor_traits: '',
  });
  expect(await popup.evaluate(() => document.body.textContent)).not.toMatch(/not saved yet/i);
  await popup.close();
});

test('a draft survives a popup that closes at once and a browser restart, until the learner discards it', async () => {
  const popup = await openInstruction();
  await type(popup, 'About me', 'I am learning to draw maps.');
  await popup.close();
  const again = await openInstruction();
  await until(async () => (await valueOf(again, 'About me')) === 'I am learning to draw maps.');
  await session.driver.restart();
  const later = await openInstruction();
  await until(async () => (await valueOf(later, 'About me')) === 'I am learning to draw maps.');
  await press(later, 'Discard changes');
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
  // What failed before says nothing about what the learner types now.
  await type(popup, 'Profession', 'Wizard');
  await until(async () => (await status(popup)) === '');
  mend();
  await press(popup, 'Save');
  await until(async () => /^saved/i.test((await status(popup)).trim()));
  await popup.close();
});

test('a save is not called saved when the server accepts it and stores something else', async () => {
  session.api.seed.server({ storesSomethingElse: 'shortened' });
  const popup = await openInstruction();
  await type(popup, 'About me', 'Please keep every word of this.');
  await press(popup, 'Save');
  await until(async () => (await status(popup)) !== '' && !/saving/i.test(await status(popup)));
  expect(await status(popup)).not.toMatch(/^saved/i);
  expect(await valueOf(popup, 'About me')).toBe('Please keep every word of this.');
  session.api.seed.server({ storesSomethingElse: false });
  await press(popup, 'Discard changes');
  await popup.close();
});

const textShown = (page: Page) => page.evaluate(() => document.body.textContent);
const tagsOf = (page: Page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('.tag > span'), (one) => one.textContent),
  );
const lastPut = () =>
  session.api.log.findLast(({ method, path }) => method === 'PUT' && path === PATH)?.body ?? '{}';
const saved = (page: Page) => async () => /^saved/i.test((await status(page)).trim());

test('Enter and comma add a trait, Backspace removes one, and no trait is added twice', async () => {
  session.api.seed.instruction({ desired_mentor_traits: 'calm ,kind' });
  const popup = await openInstruction();
  await until(async () => (await tagsOf(popup)).join() === 'calm,kind');
  const line = await field(popup, 'My mentor should be');
  await line.focus();
  await popup.keyboard.type('صبور،Calm,funny');
  await popup.keyboard.press('Enter');
  await until(async () => (await tagsOf(popup)).join() === 'calm,kind,صبور,funny');
  await popup.keyboard.press('Backspace');
  await until(async () => (await tagsOf(popup)).join() === 'calm,kind,صبور');
  // The focus stays among the tags: it moves to the neighbor of the removed tag.
  for (let i = 0; i < 3; i += 1) {
    await popup.keyboard.down('Shift');
    await popup.keyboard.press('Tab');
    await popup.keyboard.up('Shift');
  }
  await popup.keyboard.press('Enter');
  await until(async () => (await tagsOf(popup)).join() === 'kind,صبور');
  const focused = await popup.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(focused).toMatch(/^Remove \u2068kind\u2069$/);
  await line.focus();
  await popup.keyboard.type('half-typ');
  await popup.close();
  const again = await openInstruction();
  await until(async () => (await tagsOf(again)).join() === 'kind,صبور,half-typ');
  await (await field(again, 'My mentor should be')).focus();
  await again.keyboard.type('half');
  await again.keyboard.down('Control');
  await again.keyboard.press('s');
  await again.keyboard.up('Control');
  await until(saved(again));
  expect(JSON.parse(lastPut())).toMatchObject({
    desired_mentor_traits: 'kind, صبور, half-typ, half',
  });
  await again.close();
});

test('the popup and its page in a tab show what is typed in the other', async () => {
  const inTab = await session.driver.openPopup('instruction');
  const popup = await openInstruction();
  await type(popup, 'About me', 'Typed in the popup');
  await until(async () => (await valueOf(inTab, 'About me')) === 'Typed in the popup');
  await inTab.bringToFront();
  const about = await field(inTab, 'About me');
  await about.focus();
  await inTab.keyboard.press('Home');
  await inTab.keyboard.type('First ');
  expect(await valueOf(inTab, 'About me')).toBe('First Typed in the popup');
  await until(async () => (await valueOf(popup, 'About me')) === 'First Typed in the popup');
  await press(inTab, 'Discard changes');
  await until(async () => !/First/.test(await valueOf(popup, 'About me')));
  await popup.close();
  await inTab.close();
});

test('a change from another device is not overwritten: the learner chooses for each field', async () => {
  session.api.seed.instruction({ about_user: 'Old.', mentor_tone: 'Old.', profession: 'Nurse' });
  const popup = await openInstruction();
  await until(async () => (await valueOf(popup, 'About me')) === 'Old.');
  await type(popup, 'About me', 'Mine about me.');
  await type(popup, "Mentor's tone", 'My tone.');
  const theirs = { about_user: 'Their text.', mentor_tone: 'Their tone.', profession: 'Doctor' };
  session.api.seed.instruction(theirs);
  const writes = session.writes().length;
  await press(popup, 'Save');
  await until(async () => /another device/i.test(await status(popup)));
  expect(session.writes()).toHaveLength(writes);
  const shown = await textShown(popup);
  for (const text of Object.values(theirs).slice(0, 2)) expect(shown).toContain(text);
  // Choices and drafts are still there after the popup was closed.
  await popup.close();
  const again = await openInstruction();
  await until(async () => /another device/i.test(await status(again)));
  await press(again, 'Keep mine', '[aria-label^="About me"]');
  await press(again, 'Use the saved text', '[aria-label^="Mentor"]');
  await press(again, 'Save');
  await until(saved(again));
  expect(JSON.parse(lastPut())).toMatchObject({ ...theirs, about_user: 'Mine about me.' });
  await again.close();
});

test('each field shows why the server rejected it', async () => {
  const body = { about_user: ['Plain text only.'], profession: [{ message: 'No such one.' }] };
  const mend = session.api.faults.add({
    method: 'PUT',
    path: /custom-instruction/,
    do: { kind: 'status', status: 400, body },
  });
  const popup = await openInstruction();
  await type(popup, 'About me', 'Refused.');
  await press(popup, 'Save');
  await until(async () => /not saved/i.test(await status(popup)));
  const wrong = await popup.evaluate(() =>
    Array.from(document.querySelectorAll('[aria-invalid=true]'), (one) =>
      document.getElementById(`said-${one.id.slice('field-'.length)}`)?.textContent.trim(),
    ),
  );
  expect(wrong).toEqual([
    expect.stringMatching(/Plain text only\.$/),
    expect.stringMatching(/No such one\.$/),
  ]);
  mend();
  await press(popup, 'Discard changes');
  await popup.close();
});

const isAtTheEnd = (popup: Page) =>
  popup.evaluate(() => {
    const at = document.activeElement;
    return at instanceof HTMLTextAreaElement && at.selectionStart === at.value.length;
  });

test('a starting point is added below the text, and can be edited and undone', async () => {
  session.api.seed.instruction({ mentor_tone: 'Calm.' });
  const popup = await openInstruction();
  await until(async () => (await valueOf(popup, "Mentor's tone")) === 'Calm.');
  const isOpen = async () => (await popup.$('dialog[open]')) !== null;
  await press(popup, 'Ideas');
  await until(isOpen, 'the dialog');
  await popup.keyboard.press('Escape');
  await until(async () => !(await isOpen()), 'no dialog');
  await until(() => popup.evaluate(() => document.activeElement?.textContent === 'Ideas'));
  await popup.keyboard.press('Enter');
  await press(popup, 'Explain step by step', 'dialog');
  expect(await popup.evaluate(() => document.querySelector('dialog')?.innerText)).toMatch(
    /Without this idea[^]+With this idea/,
  );
  await press(popup, 'Add to "Mentor\'s tone"', 'dialog');
  await until(async () => (await valueOf(popup, "Mentor's tone")).startsWith('Calm.\nExplain'));
  // The text is ready to be edited.
  await until(() => isAtTheEnd(popup), 'the caret behind it');
  await popup.keyboard.type(' Please.');
  await until(async () => (await valueOf(popup, "Mentor's tone")).endsWith('follow. Please.'));
  await press(popup, 'Discard changes');
  await press(popup, 'Undo');
  await until(async () => (await valueOf(popup, "Mentor's tone")).endsWith('Please.'));
  await press(popup, 'Discard changes');
  await popup.close();
});

test('an empty instruction offers three ideas, and a wide tab shows all of them beside the form', async () => {
  session.api.seed.instruction({});
  const popup = await openInstruction();
  await press(popup, 'Hints, not solutions');
  await until(async () => (await valueOf(popup, "Mentor's tone")).includes('give me a hint first'));
  await until(() => isAtTheEnd(popup), 'the caret behind it');
  await press(popup, 'Discard changes');
  await popup.close();
  const inTab = await session.driver.openPopup('instruction');
  await press(inTab, 'Keep it short', '.beside');
  await press(inTab, 'Add to "Mentor\'s tone"', '.beside');
  await until(async () => (await valueOf(inTab, "Mentor's tone")).startsWith('Keep your answers'));
  await until(() => isAtTheEnd(inTab), 'the caret behind it');
  await press(inTab, 'Discard changes');
  await inTab.close();
});

test('a starting point can be edited before its draft is stored', async () => {
  session.api.seed.instruction({ mentor_tone: 'Calm.' });
  const popup = await openInstruction();
  await until(async () => (await valueOf(popup, "Mentor's tone")) === 'Calm.');
  await popup.evaluate(() => {
    const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    const { storage } = api as { storage: { local: object } };
    Object.defineProperty(storage.local, 'set', {
      value: () => {
        document.body.dataset['asked'] = 'to store';
        return new Promise(() => undefined);
      },
    });
  });
  await press(popup, 'Ideas');
  await press(popup, 'Explain step by step', 'dialog');
  await press(popup, 'Add to "Mentor\'s tone"', 'dialog');
  await until(() => isAtTheEnd(popup), 'the caret behind it');
  expect(await valueOf(popup, "Mentor's tone")).toMatch(/^Calm.\nExplain/);
  await until(() => popup.evaluate(() => document.body.dataset['asked'] === 'to store'));
  await popup.close();
});

test('clearing asks first, empties the server too, and can be undone', async () => {
  session.api.seed.instruction({ about_user: 'I study at night.', mentor_tone: 'Calm.' });
  const popup = await openInstruction();
  await until(async () => (await valueOf(popup, 'About me')) === 'I study at night.');
  await press(popup, 'Clear all fields');
  await press(popup, 'Clear all fields', '.confirm');
  await until(async () => /empty now/i.test(await status(popup)));
  expect(Object.values<string>(JSON.parse(lastPut())).join('')).toBe('');
  await press(popup, 'Undo');
  await until(async () => (await valueOf(popup, 'About me')) === 'I study at night.');
  await press(popup, 'Save');
  await until(saved(popup));
  await popup.close();
});

test('a server without instructions is reported, and the rest works', async () => {
  session.api.seed.server({ instruction: 'absent' });
  const popup = await session.driver.openPopup();
  await press(popup, 'Instruction');
  await until(async () => /does not offer this/i.test(await textShown(popup)));
  await press(popup, 'Memory');
  await until(async () => /stored about your courses/i.test(await textShown(popup)));
  await popup.close();
});

test('a server with one field for everything gets that field', async () => {
  session.api.seed.server({ instruction: 'content' });
  const popup = await session.driver.openPopup();
  await press(popup, 'Instruction');
  await type(popup, 'My instructions', 'Ask me questions first.');
  await press(popup, 'Save');
  await until(async () => /^saved/i.test((await status(popup)).trim()));
  const put = session.api.log.findLast(({ method, path }) => method !== 'GET' && path === PATH);
  expect(JSON.parse(put?.body ?? '')).toEqual({ content: 'Ask me questions first.' });
});
