import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import {
  demonstration,
  examination,
  unitAt,
  unitPlaces,
  unitUrl,
} from '../fake-openedx/courses.ts';
import { scene } from './scene.ts';
import { API_HOST, type Stage } from './session.ts';

/* States of the Now tab, and of the popup itself, that few learners ever see. */

const exam = unitPlaces(examination).find(({ subsection }) => subsection.examMinutes);
if (!exam) throw new Error('The demo course has no exam.');

const answer = ({ api }: Stage, status: number, body = {}) =>
  api.faults.add({ path: /memor/, do: { kind: 'status', status, body } });

/** Changes what is stored about each course. */
async function changeRecords({ driver }: Stage, change: string): Promise<void> {
  await driver.inBackground(`browser.storage.local.get().then(async (all) => {
    for (const [key, item] of Object.entries(all)) {
      if (!key.startsWith('record:')) continue;
      ${change};
      await browser.storage.local.set({ [key]: item });
    }
  })`);
}

export const nowRare = [
  scene(['now-copied', 'now-copy-refused'], async (stage, show) => {
    await stage.study(unitAt(demonstration, 1));
    const popup = await stage.now(/Saved for your mentor/);
    await popup.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.resolve();
    });
    await press(popup, 'Copy my place');
    await show('now-copied', popup);
    await until(
      async () => !(await popup.evaluate(() => document.body.innerText)).includes('Copied'),
    );
    await popup.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    await press(popup, 'Copy my place');
    await until(async () => (await popup.$('.copy__refused')) !== null);
    await show('now-copy-refused', popup);
  }),
  scene(['now-no-room'], async (stage, show) => {
    await stage.study(unitAt(demonstration, 1));
    const popup = await stage.now(/Saved for your mentor/);
    // A real browser takes hours to run out of room.
    const room = { v: 1, data: Date.now() };
    await stage.driver.inBackground(
      `browser.storage.session.set({ room: ${JSON.stringify(room)} })`,
    );
    await until(async () => /storage/.test(await textOf(popup, 'now-status')), 'no room');
    await show('now-no-room', popup);
  }),
  scene(['now-seen'], async (stage, show) => {
    stage.world.cut(API_HOST);
    await stage.study(unitAt(demonstration, 1));
    const popup = await stage.now(/offline/);
    // A place that Waypoint gave up is otherwise soon followed by the next look at the page.
    await changeRecords(stage, 'item.data.pending = []');
    await until(async () => (await textOf(popup, 'now-status')).includes('has not been saved'));
    await show('now-seen', popup);
  }),
  scene(['now-no-key'], async (stage, show) => {
    await stage.driver.inBackground(`new Promise((done) => {
      const opening = indexedDB.open('waypoint');
      opening.onsuccess = () => {
        const clearing = opening.result.transaction('keys', 'readwrite');
        clearing.objectStore('keys').clear();
        clearing.oncomplete = () => (opening.result.close(), done(null));
      };
    })`);
    await stage.study(unitAt(demonstration, 1));
    await show('now-no-key', await stage.now(/key/));
  }),
  scene(['now-timeout'], async (stage, show) => {
    answer(stage, 408);
    await stage.study(unitAt(demonstration, 1));
    await show('now-timeout', await stage.now(/in time|too long/));
  }),
  scene(['now-exam-holds'], async (stage, show) => {
    stage.world.cut(API_HOST);
    await stage.study(unitAt(demonstration, 1));
    await (await stage.now(/offline/)).close();
    await stage.open(unitUrl(exam.course, exam.unit));
    const popup = await stage.now(/exam/);
    await until(async () => (await textOf(popup, 'elsewhere')) !== '', 'what waits');
    await show('now-exam-holds', popup);
  }),
  scene(['now-refused-final'], async (stage, show) => {
    answer(stage, 400, { entries: ['The value is too long for this school.'] });
    await stage.study(unitAt(demonstration, 1));
    const popup = await stage.now(/rejected/);
    // Three real rejections take some minutes.
    await changeRecords(stage, 'item.data.rejections = 3');
    await until(() => popup.evaluate(() => document.body.innerText.includes('three times')));
    await show('now-refused-final', popup);
  }),
  scene(['popup-broken'], async (stage, show) => {
    await stage.study(unitAt(demonstration, 1));
    const popup = await stage.now(/Saved for your mentor/);
    await popup.evaluate(() => {
      Object.defineProperty(Intl, 'DateTimeFormat', {
        value: () => {
          throw new Error('This breaks the Memory tab.');
        },
      });
    });
    await press(popup, 'Memory');
    await until(async () => (await popup.$('#panel-memory [role=alert]')) !== null);
    await show('popup-broken', popup);
  }),
];
