import * as fc from 'fast-check';

/** Letters of a part of a key: those of Python's `\w`, and `-~.:`. */
const LETTERS = [...'abcXYZ019_-~.:'.split(''), 'é', 'ß', 'ж', '数', '٣', 'ⅷ', '𝔘'];
export const word = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join(''));
const oldWord = word
  .map((text) => text.replaceAll(/[~:]/g, '_'))
  .filter((text) => text !== '.' && text !== '..');
const version = fc.stringMatching(/^[a-f0-9]{24}$/);

/** Branch and version, which a key may contain and which are dropped when it is read. */
const extra = fc
  .tuple(fc.option(word, { nil: undefined }), fc.option(version, { nil: undefined }))
  .map(
    ([b, v]) => (b === undefined ? '' : `+branch@${b}`) + (v === undefined ? '' : `+version@${v}`),
  );

export interface Written {
  /** A spelling of the key. */
  readonly written: string;
  /** The key that the spelling means. */
  readonly key: string;
}
export interface WrittenCourse extends Written {
  /** Returns the key of one of its blocks. */
  readonly block: (type: string, id: string) => Written;
}

/** Keys that begin with `course-v1:` or `ccx-v1:`, with or without branch and version. */
export const course: fc.Arbitrary<WrittenCourse> = fc
  .record({
    org: word,
    number: word,
    run: word,
    extra,
    ccx: fc.option(fc.nat(), { nil: undefined }),
  })
  .map(({ org, number, run, extra: more, ccx }) => {
    const [family, end] = ccx === undefined ? ['', ''] : ['ccx-', `+ccx@${ccx}`];
    const base = `${org}+${number}+${run}`;
    const prefix = family === '' ? 'course-v1:' : 'ccx-v1:';
    return {
      written: `${prefix}${base}${more}${end}`,
      key: `${prefix}${base}${end}`,
      block: (type: string, id: string) => ({
        written: `${family}block-v1:${base}${more}${end}+type@${type}+block@${id}`,
        key: `${family}block-v1:${base}${end}+type@${type}+block@${id}`,
      }),
    };
  });

export const oldCourse = fc.tuple(oldWord, oldWord, oldWord).map((parts) => parts.join('/'));

/** Percent-encodes a part of a path this many times. */
export function encodeTimes(text: string, times: number): string {
  let encoded = text;
  for (let time = 0; time < times; time += 1) encoded = encodeURIComponent(encoded);
  return encoded;
}

const RESERVED = new Set(
  'course courses preview discussions xblock videos container library settings lti_provider authoring course-authoring gradebook ora-grading communications instructor-dashboard redirect api'.split(
    ' ',
  ),
);
/** Paths under which the Learning MFE may be deployed. */
export const prefix = fc.oneof(
  fc.constantFrom('', '/learning', '/learn', '/apps/learning'),
  fc
    .stringMatching(/^[a-z][a-z0-9-]{0,11}$/)
    .filter((text) => !RESERVED.has(text))
    .map((text) => `/${text}`),
);
