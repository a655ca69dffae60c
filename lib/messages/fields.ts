import * as z from 'zod/mini';
import { short, word } from '../shared/schema.ts';
import { isSiteOrigin } from '../edx/sites/site-origin.ts';
import { cleanTitle } from '../shared/clean-title.ts';
import { PAUSE_LENGTHS } from '../shared/pause-length.ts';

/* Fields that several messages have. */

export const key = short(255);
/** Keeps only the visible characters of a title. The page's own script only limits the length. */
export const title = z.pipe(
  short(1000),
  z.transform((text) => cleanTitle(text)),
);

/** Scheme, host and port of a site that may be followed, in the form of `URL.origin`. */
export const site = short(300).check(z.refine((text) => isSiteOrigin(text)));

/** The address of an API server, as stored in a connection. */
export const serverAddress = short(500);

/** The id of a connection; the default connection if absent. */
export const connectionId = z.exactOptional(z.string());

/** True for the page of the learner's search for a sign-in. Otherwise it is the page in front. */
export const searched = z.exactOptional(z.boolean());

/** How long a pause lasts. Without it, only the learner ends the pause. */
export const length = z.exactOptional(word(...PAUSE_LENGTHS));
