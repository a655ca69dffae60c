/** Deeper than anything a school stores, and far from where a walk through it would end in an error. */
const DEEPEST = 2_000;

/** Reads JSON; undefined for what is none, or is nested too deep to be worked with. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/[[\]{}]|"[^"\\]*(?:\\.[^"\\]*)*"/gs)) {
    if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
