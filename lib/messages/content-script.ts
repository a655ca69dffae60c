import * as z from 'zod/mini';
import { short, word } from '../shared/schema.ts';
import { BLOCKED_REASONS } from '../edx/place.ts';
import { key, title } from './fields.ts';

/*
 * Messages between a page's content script and the background. Each side parses what arrives with
 * these schemas before it does anything else. The types come from the schemas.
 */

const report = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('place'),
    /** Origin and path of the page when it was read. The tab must still be there. */
    at: short(4000),
    /**
     * Used only on legacy pages, whose address does not name the unit. Must be a key of the same
     * course.
     */
    unitKey: z.exactOptional(key),
    subsectionKey: z.exactOptional(key),
    titles: z.object({
      courseTitle: z.optional(title),
      sectionTitle: z.optional(title),
      subsectionTitle: z.optional(title),
      unitTitle: z.optional(title),
    }),
    /**
     * The account name that the page shows. Waypoint only compares it, as a hash, and never stores,
     * logs or sends it.
     */
    account: z.exactOptional(short(200)),
  }),
  /** Why the page is not read. Has no key, title or address. */
  z.object({ kind: z.literal('blocked'), reason: word(...BLOCKED_REASONS) }),
  z.object({ kind: z.literal('none') }),
]);
export type ParsedReport = z.infer<typeof report>;

/** From the content script. The background answers each with a PageOrder. */
export const pageMessage = z.discriminatedUnion('type', [
  /** A page has loaded: may the content script read it? */
  z.object({ type: z.literal('page/hello') }),
  /** Where the learner is now. Sent once for each change. */
  z.object({ type: z.literal('page/report'), report }),
]);
/** What the content script has to do from now on. With `rest`, while paused, it reads nothing. */
export type PageOrder = 'read' | 'rest';

/** From the background to the content script of a tab. */
export type TabMessage =
  /** What does the page say now? Answered with a PageAnswer. */
  { readonly type: 'page/ask' } | { readonly type: 'page/read' } | { readonly type: 'page/rest' };

export const pageAnswer = z.nullable(
  z.object({
    /** Origin and path of the page now. */
    at: z.string(),
    /** Null while the page is not settled. */
    report: z.nullable(report),
  }),
);
export type PageAnswer = z.infer<typeof pageAnswer>;
