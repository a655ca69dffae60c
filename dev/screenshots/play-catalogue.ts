import type { Page, Viewport } from 'puppeteer-core';
import { BUILD_FOLDERS } from '../browser/build-folders.ts';
import type { BrowserKind } from '../browser/find-browser.ts';
import type { Scene } from './scene.ts';
import { POPUP } from '../browser/base-driver.ts';
import { openStage, type Stage } from './session.ts';

/** How many browsers play scenes at the same time. A scene mostly waits. */
const STAGES = 3;

interface Tour {
  readonly kind: BrowserKind;
  readonly scenes: readonly Scene[];
  /** The folder of the build. Default: the shipped one. */
  readonly build?: string;
  /** Only states with this in their name. */
  readonly only?: string;
  /** Looks at a state while it is shown. */
  readonly look: (name: string, page: Page, stage: Stage) => Promise<void>;
  /** Called as soon as a state could not be reached or looked at, with the reason. */
  readonly lost: (name: string, why: string) => void;
}

/** Plays scenes. Each of their states is either looked at or lost. */
export async function tour(wanted: Tour): Promise<void> {
  const { kind, scenes, build = BUILD_FOLDERS[kind], only = '', look, lost } = wanted;
  const isWanted = (name: string): boolean => name.includes(only);
  const queue = scenes.filter(({ names }) => names.some(isWanted));

  async function play(stage: Stage): Promise<void> {
    for (let scene = queue.shift(); scene; scene = queue.shift()) {
      const left = new Set(scene.names.filter(isWanted));
      try {
        await stage.reset(scene.connected);
        await scene.play(stage, async (name, page) => {
          if (!left.has(name)) return;
          await page.bringToFront();
          await look(name, page, stage);
          left.delete(name);
        });
        for (const name of left) lost(name, 'The scene ended without it.');
      } catch (error) {
        for (const name of left) lost(name, String(error));
      }
    }
  }

  await Promise.all(
    Array.from({ length: Math.min(STAGES, queue.length) }, async () => {
      const stage = await openStage(kind, build);
      try {
        await play(stage);
      } finally {
        await stage.close();
      }
    }),
  );
}

/** Whether a page of this size is laid out as a popup. */
export const isPopup = (size: Viewport | null): boolean => size?.width === POPUP.width;
