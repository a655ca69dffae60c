import { parseJson } from '../../ibl/client/json.ts';

/*
 * Reads the forms in which an organization may write a setting. Windows stores only text and
 * numbers, so administrators write JSON as text, lists as lines, and yes as 1; some leave out `{
 * "value": … }`. Waypoint accepts a form that can mean only one thing. Anything else stays as it
 * is, and Waypoint reports it as wrong.
 */

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Returns a setting as an object with `value` and `locked`. A plain value becomes a setting that is
 * not locked.
 */
export function settingIn(raw: unknown): unknown {
  const said = fromText(raw);
  if (!isTree(said) || isNumbered(said)) return { value: said };
  // Firefox's own policies use the names `Value` and `Locked`.
  const names = Object.entries(said).map(([name, one]) => [name.toLowerCase(), one] as const);
  const { value, locked } = { ...Object.fromEntries(names), ...said } as Tree;
  return {
    ...(value === undefined ? {} : { value: fromText(value) }),
    ...(locked === undefined ? {} : { locked: yesOrNo(locked) }),
  };
}

/**
 * Returns a list as an array. Accepts one text with commas, semicolons, spaces, line ends or NULs
 * between its members, and an object with the names `1`, `2`, `3`. Returns any other value as it
 * is.
 */
export function listIn(value: unknown): unknown {
  if (typeof value === 'string') return value.split(/[\s,;\0]+/).filter((part) => part !== '');
  if (!isTree(value) || !isNumbered(value)) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, one]) => one);
}

/** Parses JSON that stands in a text. Returns any other value as it is. */
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
