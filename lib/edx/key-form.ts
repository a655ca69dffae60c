/*
 * The form of Open edX keys that name their kind, without a check of the words in them. The page's
 * script has to compare keys; only the worker, which trusts no page, also checks each word
 * (`lib/edx/course-keys.ts`).
 */

/** No part can contain the `+` that ends it, so matching never backtracks. */
const FORM =
  /^(course|ccx|block|ccx-block)-v1:([^+]+\+[^+]+\+[^+]+)(?:\+branch@([^+]+))?(?:\+version@[a-f0-9]{24})?(\+ccx@\d+)?(?:\+type@([^+]+)\+block@([^+]+))?$/;

/** A key of a course, or of a block of it. */
export interface KeyForm {
  /** The course's key, without branch and version. */
  readonly courseKey: string;
  /** The block's key, without branch and version, and its type; null for a course's key. */
  readonly block: { readonly text: string; readonly type: string } | null;
  /** Every word of the key, with `+` between them. */
  readonly words: string;
}

/** Returns the parts of a key, or null if the text has not the form of one. */
export function keyForm(text: string): KeyForm | null {
  const [, kind, run, branch = '-', ccx = '', type, name] = FORM.exec(text) ?? [];
  if (kind === undefined || kind.startsWith('ccx') !== (ccx !== '')) return null;
  if (kind.endsWith('block') !== (type !== undefined)) return null;
  return {
    courseKey: `${ccx === '' ? 'course' : 'ccx'}-v1:${run}${ccx}`,
    block:
      type === undefined
        ? null
        : { text: `${kind}-v1:${run}${ccx}+type@${type}+block@${name}`, type },
    words: `${run}+${branch}+${type ?? '-'}+${name ?? '-'}`,
  };
}
