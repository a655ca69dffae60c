/**
 * The parts of an address that Waypoint reads: its host and the first parts of its path, unchanged.
 */
export interface Address {
  readonly host: string;
  /** Still percent-encoded. Without the empty part that a slash at the end leaves. */
  readonly parts: readonly string[];
}

/** Longer than any key, even one with every byte percent-encoded three times over. */
const MAX_PATH = 65_536;
/** More parts than any page needs. Waypoint never looks at the parts after them. */
const MAX_PARTS = 16;
/** How often one part may have been encoded. */
const MAX_ROUNDS = 8;

/**
 * Splits an http(s) address that the browser wrote, such as a tab's address or the `src` of a frame.
 * Returns null if the text is not such an address. Leaves out query and hash, so that nothing in
 * them can count. A path of more than 64 kB gives no parts. Does not use `URL`, because a page has to
 * make that interface anew for Waypoint.
 */
export function parseAddress(href: string): Address | null {
  const [, host, path = ''] =
    /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)(?::\d+)?([^?#]*)/.exec(href) ?? [];
  if (host === undefined) return null;
  if (path.length > MAX_PATH) return { host, parts: [] };
  const parts = path.slice(1).split('/', MAX_PARTS);
  if (parts.at(-1) === '') parts.pop();
  return { host, parts };
}

/**
 * Returns one part of a path with all its encodings removed, or null if it is malformed. Decodes
 * until nothing changes, as the Learning MFE does. Turns spaces back into `+`, because the decoding
 * of a form had made each `+` a space.
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

/** Returns the parts of a path without their encodings; '' for a part that is malformed. */
export const decodedParts = (path: string): string[] =>
  path.split('/', MAX_PARTS).map((part) => decodePart(part) ?? '');
