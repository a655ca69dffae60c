/** Longest title that is kept. */
const LONGEST = 200;
/**
 * Only this many characters of a text are read, so that a text of 1 MB costs no more than a usual
 * one.
 */
const MAX_READ = 4_096;

/**
 * Spaces, line breaks, and characters of Braille, music and hieroglyphs that are drawn as empty
 * room.
 */
const SPACES = /[\s\p{Z}\u0085\u2800\ufffc\u{1d159}\u{13441}\u{13442}]+/gu;

/**
 * Characters that are never drawn. A language model reads them all the same, so they could hide
 * whole sentences. The flags of England, Scotland and Wales consist of such characters and are kept
 * (the group). `JOINERS` handles joiners and selectors.
 */
const UNSEEN =
  /(\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f})|(?![\u180b-\u180f\u200c\u200d]|[\ufe00-\ufe0f])[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{DI}\ufff9-\ufffb\u{13430}-\u{13440}\u{16fe4}]/gu;

/** Scripts in which a joiner changes how the letter before it is drawn. */
const JOINED =
  'Arab Syrc Nkoo Mand Adlm Rohg Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt Bali Java Newa'.replace(
    /\w+ ?/g,
    (script) => String.raw`\p{scx=${script.trimEnd()}}`,
  );

/**
 * A joiner or selector. The group matches where it changes the character beside it, and there it is
 * kept.
 */
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

/**
 * More marks above and below one letter than any script needs. They would cover the lines around
 * it.
 */
const HEAPED = /([\p{M}\u200c\u200d]{8})[\p{M}\u200c\u200d]+/gu;

const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Returns a name from outside in a form that is safe to store, show and send: one line with single
 * spaces, only visible characters, at most 200 characters (UTF-16 units). A cut name ends with `…`,
 * and is never cut inside what a reader sees as one character. A clean title stays as it is.
 *
 * @returns undefined if no visible character is left.
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
  // One cluster of letters may fill the whole title. Then cuts between two code points.
  const end =
    inFront > 0 ? inFront : room - (/[\ud800-\udbff]/.test(line.charAt(room - 1)) ? 1 : 0);
  return `${line.slice(0, end).replace(/[\s\u200c\u200d]+$/, '')}…`;
}
