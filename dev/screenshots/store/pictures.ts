import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { POPUP } from '../../browser/base-driver.ts';
import { fit } from '../fit.ts';
import { WINDOW, type Stage } from '../session.ts';
import type { Words } from './listing.ts';
import { mark, picture, tile, type Shot } from './sheet.ts';

/* Takes the screens of dev/screenshots/store/scenes.ts, and puts the pictures for the stores together. */

const BEHIND = 'behind-';
/** The room for a page inside a picture, and for the popup over it (CSS px). */
const PAGE = { width: 808, height: 704 } as const;
const POPUP_HEIGHT = 680;
/** How much larger than in a browser a popup is shown at most. */
const LARGER = 1.35;
const TILE = { width: 1400, height: 560 } as const;

/** Takes a popup as large as it fits, and as sharp as it is shown. */
async function shootPopup(page: Page, room: number, most = LARGER): Promise<Shot> {
  const height = await fit(page, POPUP, 1);
  const larger = Math.min(most, room / height);
  await fit(page, POPUP, larger);
  return { png: await shoot(page), width: POPUP.width * larger };
}

async function shootPage(page: Page): Promise<Shot> {
  await page.setViewport({ ...PAGE, deviceScaleFactor: 1 });
  return { png: await shoot(page), width: PAGE.width };
}

async function shoot(page: Page): Promise<string> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  // Waits until what fades has come to rest.
  await sleep(300);
  return await page.screenshot({ encoding: 'base64' });
}

/** Returns what takes each state of the scenes and writes the pictures into a folder. */
export function storePictures(words: Words, folder: string) {
  const { language, name } = words;
  const behind = new Map<string, { address: string; shot: Shot }>();
  const say = (text: string) => ({ language, name, words: text });
  /** In the order of the stores. */
  const order = Object.keys(words.pictures);

  /** Draws a page of ours in the size that a store wants. */
  async function draw(
    stage: Stage,
    file: string,
    html: string,
    size: { width: number; height: number },
    omitBackground = false,
  ): Promise<void> {
    const page = await stage.driver.browser.newPage();
    await page.setViewport({ ...size, deviceScaleFactor: 1 });
    await page.setContent(html, { waitUntil: 'load' });
    await page.screenshot({ path: join(folder, `${file}.png`), omitBackground });
    await page.close();
    console.log(`${file}.png`);
  }

  return async (state: string, page: Page, stage: Stage): Promise<void> => {
    if (state.startsWith(BEHIND)) {
      const { host, pathname } = new URL(page.url());
      const address = `${host}${pathname}`;
      behind.set(state.slice(BEHIND.length), { address, shot: await shootPage(page) });
    } else if (state === 'tile-large') {
      const shot = await shootPopup(page, TILE.height - 96, 1.25);
      await draw(stage, state, tile(say(words.tiles.large), shot), TILE);
    } else if (state === 'tile-small') {
      await draw(stage, state, tile(say(words.tiles.small), null), { width: 440, height: 280 });
    } else if (state === 'icon') {
      // Chrome asks for a margin of 16 pixels around the icon.
      await draw(stage, 'icon-128', mark(16), { width: 128, height: 128 }, true);
    } else if (state === 'logo') {
      await draw(stage, 'logo-300', mark(0), { width: 300, height: 300 }, true);
    } else {
      const under = behind.get(state);
      const text = words.pictures[state];
      if (text === undefined) throw new Error(`No sentence for the picture "${state}".`);
      const said = say(text);
      const html = under
        ? picture(said, under.address, under.shot, await shootPopup(page, POPUP_HEIGHT))
        : picture(said, name, await shootPage(page), null);
      await draw(stage, `${order.indexOf(state) + 1}-${state}`, html, WINDOW);
    }
  };
}
