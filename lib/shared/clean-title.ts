/** Longest title that is kept. */
const LONGEST = 200;
/** Looked at of any text, so that a title of 1 MB costs no more than one of a page. */
const MAX_READ = 4_096;

/** Spaces, line breaks, and signs that are drawn as nothing but room: in Braille, music, hieroglyphs. */
const SPACES = /[\s\p{Z}\u0085\u2800\ufffc\u{1d159}\u{13441}\u{13442}]+/gu;

/**
 * What is never drawn. A language model reads it all the same, so whole sentences could hide in it.
 * The flags of England, Scotland and Wales are made of such characters and are kept (the group).
 * Joiners and selectors are left to `JOINERS`.
 */
const UNSEEN =
  /(\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f})|(?![\u180b-\u180f\u200c\u200d]|[\ufe00-\ufe0f])[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{DI}\ufff9-\ufffb\u{13430}-\u{13440}\u{16fe4}]/gu;

/** Scripts in which a joiner changes how the letter in front of it is drawn. */
const JOINED =
  'Arab Syrc Nkoo Mand Adlm Rohg Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt Bali Java Newa'.replace(
    /\w+ ?/g,
    (script) => String.raw`\p{scx=${script.trimEnd()}}`,
  );

/** A joiner or selector; in the group where it changes what stands beside it. There it is kept. */
const JOINERS = new RegExp(
  `(${[
    String.raw`(?<=[${JOINED}])[\u200c\u200d]`,
    String.raw`(?<=\p{ExtPict}\ufe0f?|\p{EMod})\u200d(?=\p{ExtPict})`,
    String.raw`(?<=[\p{Emoji}\p{ExtPict}])[\ufe0e\ufe0f]`,
    String.raw`(?<=[\p{sc=Han}\p{sc=Mymr}\p{Sm}])[\ufe00-\ufe02]`,
    String.raw`(?<=[\u1820-\u18aa])[\u180b-\u180f]`,
  ].join('|')})|[\u200c\u200d\ufe00-\ufe0f\u180b-\u180f]`,
  'gu',
);

/** More marks above and below one letter than any script needs: they cover the lines around it. */
const HEAPED = /([\p{M}\u200c\u200d]{8})[\p{M}\u200c\u200d]+/gu;

const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A name that came from outside, made safe to keep, to show and to send: one line with single spaces,
 * only what can be seen, at most 200 characters (UTF-16 units) with `…` where it was cut, never inside
 * of what a reader sees as one character. A clean title stays as it is.
 *
 * @returns undefined when nothing that can be seen is left.
 */
export function cleanTitle(text: string | null | undefined, longest = LONGEST): string | undefined {
  const line = (text ?? '')
    .trimStart()
    .slice(0, MAX_READ)
    .replace(SPACES, ' ')
    .replace(UNSEEN, '$1')
    .replace(JOINERS, '$1')
    .replace(HEAPED, '$1')
    .replace(/ +/g, ' ')
    .trim();
  if (!SEEN.test(line)) return undefined;
  return line.length > longest ? shorten(line, longest - 1) : line;
}

function shorten(line: string, room: number): string {
  const inFront = new Intl.Segmenter().segment(line).containing(room)?.index ?? 0;
  // One heap of letters may fill it all: then between two code points.
  const end =
    inFront > 0 ? inFront : room - (/[\ud800-\udbff]/.test(line.charAt(room - 1)) ? 1 : 0);
  return `${line.slice(0, end).replace(/[\s\u200c\u200d]+$/, '')}…`;
}
