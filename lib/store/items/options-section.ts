import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/**
 * Which section the options page shows, as its address, such as `#school`. `asked` is true if
 * another page asked for it, until the options page has shown it.
 */
export const optionsSection = defineItem<{ readonly hash: string; readonly asked: boolean }>({
  key: 'options-section',
  area: 'session',
  version: 1,
  schema: z.object({ hash: z.string(), asked: z.boolean() }),
  fallback: () => ({ hash: '', asked: false }),
});
