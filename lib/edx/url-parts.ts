/** What is looked at in an address: its host and the first parts of its path, as they stand there. */
export interface Address {
  readonly host: string;
  /** Still percent-encoded; without the empty part that a slash at the end leaves. */
  readonly parts: readonly string[];
}

/** Longer than any key, also with each of its bytes percent-encoded three times over. */
const MAX_PATH = 65_536;
/** More than any page needs; what stands behind them is never looked at. */
const MAX_PARTS = 16;
/** How often one part may have been encoded. */
const MAX_ROUNDS = 8;

/**
 * Takes an http(s) address apart. Null when the text is no such address. Query and hash are cut off
 * first, so that nothing in them can count; a path of more than 64 kB has no parts.
 */
export function parseAddress(text: string): Address | null {
  const end = text.search(/[?#]/);
  const url = parseUrl(end === -1 ? text : text.slice(0, end));
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  if (url.pathname.length > MAX_PATH) return { host: url.hostname, parts: [] };
  const parts = url.pathname.slice(1).split('/', MAX_PARTS);
  if (parts.at(-1) === '') parts.pop();
  return { host: url.hostname, parts };
}

/**
 * One part of a path with all its encodings taken off, as the Learning MFE does it: until nothing
 * changes, and with `+` for a space, which a form's decoding left there. Null when it is malformed.
 */
export function decodePart(part: string): string | null {
  let text = part;
  for (let round = 0; text.includes('%'); round += 1) {
    if (round === MAX_ROUNDS) return null;
    try {
      text = decodeURIComponent(text);
    } catch {
      return null;
    }
  }
  return text.replaceAll(' ', '+');
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
