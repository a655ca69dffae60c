import * as z from 'zod/mini';
import { VIEWS } from '../edx/place.ts';
import type { Place } from '../edx/place.ts';

const key = z.string().check(z.maxLength(255));

/** A place as it is stored. */
export const placeSchema: z.ZodMiniType<Place> = z.object({
  site: z.string(),
  view: z.enum(VIEWS),
  courseKey: key,
  courseTitle: z.exactOptional(z.string().check(z.maxLength(200))),
  sectionTitle: z.exactOptional(z.string().check(z.maxLength(200))),
  subsectionTitle: z.exactOptional(z.string().check(z.maxLength(200))),
  unitTitle: z.exactOptional(z.string().check(z.maxLength(200))),
  subsectionKey: z.exactOptional(key),
  unitKey: z.exactOptional(key),
  url: z.string(),
  seenAt: z.iso.datetime(),
});
