/**
 * Deeper than anything that a school stores, and far below the depth at which code that walks
 * through it would fail.
 */
const DEEPEST = 2_000;

/**
 * Parses JSON; returns undefined if the text is not JSON, or is nested too deeply to work with.
 * Takes time proportional to the length of any text, because no timer can fire meanwhile.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isOpen = (sign: number) => sign === 0x5b || sign === 0x7b;
const isClose = (sign: number) => sign === 0x5d || sign === 0x7d;

/** Whether the text is nested too deeply. Reads each character once. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) inText = !inText;
    // The character after a backslash belongs to the string, even a quotation mark.
    else if (inText && sign === BACKSLASH) at += 1;
    else if (inText) continue;
    else if (isOpen(sign)) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (isClose(sign)) depth -= 1;
  }
  return false;
}

/** Returns any JSON as text; null if it is nested too deeply for the browser to write. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}
