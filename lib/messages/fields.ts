import * as z from 'zod/mini';
import { isSiteOrigin } from '../edx/site-origin.ts';
import { cleanTitle } from '../shared/clean-title.ts';

/* Fields that more than one message has. */

export const key = z.string().check(z.maxLength(255));
/** Only what can be seen of a title is taken: the page's own script does no more than to bound it. */
export const title = z.pipe(
  z.string().check(z.maxLength(1000)),
  z.transform((text) => cleanTitle(text)),
);

/** Scheme, host and port of a site that may be followed, as `URL.origin` has it. */
export const site = z.string().check(
  z.maxLength(300),
  z.refine((text) => isSiteOrigin(text)),
);

/** The address of an API server, as it is kept in a connection. */
export const serverAddress = z.string().check(z.maxLength(500));

/** Which connection is meant; the default where none is named. */
export const connectionId = z.exactOptional(z.string());
