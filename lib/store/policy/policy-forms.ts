import { parseJson } from '../../ibl/client/json.ts';

/*
 * In which forms a setting of an organization comes. Windows keeps text and numbers alone, so
 * administrators write JSON as text, lists as lines and yes as 1; some leave `{ "value": … }` away. What
 * can mean only one thing is understood; anything else stays as it is, and is then told as wrong.
 */

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A setting as an object with `value` and `locked`. A plain value is one that is not locked. */
export function settingIn(raw: unknown): unknown {
  const said = fromText(raw);
  if (!isTree(said) || isNumbered(said)) return { value: said };
  // Firefox's own policies say `Value` and `Locked`.
  const names = Object.entries(said).map(([name, one]) => [name.toLowerCase(), one] as const);
  const { value, locked } = { ...Object.fromEntries(names), ...said } as Tree;
  return {
    ...(value === undefined ? {} : { value: fromText(value) }),
    ...(locked === undefined ? {} : { locked: yesOrNo(locked) }),
  };
}

/** A list: also of one text with a comma, a semicolon or an end of line between two, and as `1`, `2`, `3`. */
export function listIn(value: unknown): unknown {
  if (typeof value === 'string') return value.split(/[\s,;\0]+/).filter((part) => part !== '');
  if (!isTree(value) || !isNumbered(value)) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, one]) => one);
}

/** What JSON says that stands in a text. */
function fromText(raw: unknown): unknown {
  if (typeof raw !== 'string' || !/^\s*[[{"]/.test(raw)) return raw;
  return parseJson(raw) ?? raw;
}

const isNumbered = (tree: Tree) => {
  const names = Object.keys(tree);
  return names.length > 0 && names.every((name) => /^\d+$/.test(name));
};

function yesOrNo(raw: unknown): unknown {
  const said = typeof raw === 'string' ? raw.trim().toLowerCase() : raw;
  if (said === 'true' || said === '1' || said === 1) return true;
  return said === 'false' || said === '0' || said === 0 ? false : raw;
}
