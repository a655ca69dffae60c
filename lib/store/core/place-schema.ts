import * as z from 'zod/mini';
import { VIEWS, type Place } from '../../edx/place.ts';
import { short, time, word } from '../../shared/schema.ts';

const key = short(255);

/** A place as it is stored. */
export const placeSchema: z.ZodMiniType<Place> = z.object({
  site: z.string(),
  view: word(...VIEWS),
  courseKey: key,
  courseTitle: z.exactOptional(short(200)),
  sectionTitle: z.exactOptional(short(200)),
  subsectionTitle: z.exactOptional(short(200)),
  unitTitle: z.exactOptional(short(200)),
  subsectionKey: z.exactOptional(key),
  unitKey: z.exactOptional(key),
  url: z.string(),
  seenAt: time,
});
