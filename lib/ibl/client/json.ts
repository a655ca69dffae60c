/** Deeper than anything a school stores, and far from where a walk through it would end in an error. */
const DEEPEST = 2_000;

/**
 * Reads JSON; undefined for what is none, or is nested too deep to be worked with. It takes time in
 * proportion to the length of the text, whatever the text is: no timer can fire meanwhile.
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

/** Each sign is looked at once. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) inText = !inText;
    // What it stands before belongs to the string: also a quotation mark.
    else if (inText && sign === BACKSLASH) at += 1;
    else if (inText) continue;
    else if (isOpen(sign)) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (isClose(sign)) depth -= 1;
  }
  return false;
}
