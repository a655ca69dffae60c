/*
 * Writes a long JSON text in pieces. Between two pieces the page that writes it can do other
 * things.
 */

/** Longest time without a pause (ms), well below what a person notices. */
const TURN = 12;
let since = 0;

/** Lets the page do other things if the last pause is at least `TURN` ms ago. */
export async function pause(): Promise<void> {
  if (performance.now() - since < TURN) return;
  await new Promise((done) => setTimeout(done));
  since = performance.now();
}

/** Lists with more members are written piece by piece. */
const LONG = 20;

/**
 * Returns the pieces of a value as indented JSON.
 * @param secrets texts that are replaced with `…` wherever they stand, also in a name
 */
export async function jsonParts(value: object, secrets: readonly string[]): Promise<string[]> {
  const escaped = secrets.map((one) => JSON.stringify(one).slice(1, -1));
  const parts: string[] = [];
  for (const piece of piecesOf(value, '\n')) {
    if (typeof piece === 'string') parts.push(piece);
    else {
      const text = written(piece.value, piece.line);
      const isClean = !escaped.some((one) => text.includes(one));
      parts.push(isClean ? text : written(without(piece.value, secrets), piece.line));
    }
    await pause();
  }
  return parts;
}

/** The text between values, or a value that is short enough to be written at once. */
type Piece = string | { readonly value: unknown; readonly line: string };

/** @param line a line break with the indent of the value's lines */
function* piecesOf(value: unknown, line: string): Generator<Piece> {
  if (!isLong(value)) {
    yield { value, line };
    return;
  }
  const inner = `${line}  `;
  const isList = Array.isArray(value);
  yield isList ? '[' : '{';
  for (const [i, [name, member]] of Object.entries(value).entries()) {
    yield (i > 0 ? ',' : '') + inner;
    if (!isList) {
      yield { value: name, line };
      yield ': ';
    }
    yield* piecesOf(member, inner);
  }
  yield line + (isList ? ']' : '}');
}

/** Whether a value is, or contains, a long list. */
function isLong(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) && value.length > LONG) || Object.values(value).some(isLong);
}

const written = (value: unknown, line: string): string =>
  (JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', line);

function without(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') {
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), value);
  }
  if (Array.isArray(value)) return value.map((one) => without(one, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      String(without(name, secrets)),
      without(one, secrets),
    ]),
  );
}
