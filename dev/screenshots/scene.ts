import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browser/find-browser.ts';
import type { Stage } from './session.ts';

/** Called with each state as soon as a page shows it. */
export type Show<Name extends string = string> = (name: Name, page: Page) => Promise<void>;

/** A few states of the screens, and how a person gets from one to the next. */
export interface Scene {
  readonly names: readonly string[];
  /** Whether Waypoint is connected when the scene begins. */
  readonly connected: boolean;
  /** The only browser in which a test can play the scene. */
  readonly kind?: BrowserKind;
  play(stage: Stage, show: Show): Promise<void>;
}

export function scene<const Name extends string>(
  names: readonly Name[],
  play: (stage: Stage, show: Show<Name>) => Promise<void>,
  connected = true,
  kind?: BrowserKind,
): Scene {
  return { names, play, connected, ...(kind && { kind }) };
}
