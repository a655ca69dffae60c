import * as z from 'zod/mini';
import { BLOCKED_REASONS, type Report } from '../edx/place.ts';
import { key, title } from './fields.ts';

/* What a page's content script and the background say to each other. What arrives is parsed with these
 * schemas before anything is done with it; the types come from them. */

const report = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('place'),
    /** Origin and path that the page had when it was read; must still be where the tab is. */
    at: z.string().check(z.maxLength(4000)),
    /** Used on legacy pages alone, whose address names no unit; must be of the same course. */
    unitKey: z.exactOptional(key),
    subsectionKey: z.exactOptional(key),
    titles: z.object({
      courseTitle: z.optional(title),
      sectionTitle: z.optional(title),
      subsectionTitle: z.optional(title),
      unitTitle: z.optional(title),
    }),
    /** Whose page it is. Only compared, as a hash: it is never stored, logged or sent. */
    account: z.exactOptional(z.string().check(z.maxLength(200))),
  }),
  /** Why the page is not read. No key, title or address comes with it. */
  z.object({ kind: z.literal('blocked'), reason: z.enum(BLOCKED_REASONS) }),
  z.object({ kind: z.literal('none') }),
]);
export type ParsedReport = z.infer<typeof report>;

/** From the content script. Each is answered with a PageOrder. */
export const pageMessage = z.discriminatedUnion('type', [
  /** A page has loaded: may it be read? */
  z.object({ type: z.literal('page/hello') }),
  /** Where the learner is now, once for each change. */
  z.object({ type: z.literal('page/report'), report }),
]);
export type PageMessage =
  | { readonly type: 'page/hello' }
  | { readonly type: 'page/report'; readonly report: Report };

/** What the content script is to do from now on; `rest` while paused: it reads nothing. */
export type PageOrder = 'read' | 'rest';

/** From the background to the content script of a tab. */
export type TabMessage =
  /** What does the page say at this moment? Answered with a PageAnswer. */
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
