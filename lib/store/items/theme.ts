import { word } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';

export const THEMES = ['device', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The colours of popup and options page: those of the device, or what the learner chose. */
export const theme = defineItem<Theme>({
  key: 'theme',
  version: 1,
  schema: word(...THEMES),
  fallback: () => 'device',
});
