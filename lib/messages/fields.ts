import * as z from 'zod/mini';
import { isSiteOrigin } from '../edx/site-origin.ts';
import { cleanTitle } from '../shared/clean-title.ts';

/* Fields that several messages have. */

export const key = z.string().check(z.maxLength(255));
/** Keeps only the visible characters of a title. The page's own script only limits the length. */
export const title = z.pipe(
  z.string().check(z.maxLength(1000)),
  z.transform((text) => cleanTitle(text)),
);

/** Scheme, host and port of a site that may be followed, in the form of `URL.origin`. */
export const site = z.string().check(
  z.maxLength(300),
  z.refine((text) => isSiteOrigin(text)),
);

/** The address of an API server, as stored in a connection. */
export const serverAddress = z.string().check(z.maxLength(500));

/** The id of a connection; the default connection if absent. */
export const connectionId = z.exactOptional(z.string());
