/* A long text of JSON, made in pieces: between two of them the page that makes it can do other things. */

/** So long at a time (ms): well under what anybody notices. */
const TURN = 12;
let since = 0;

/** Lets everything else come first, where it has waited long enough. */
export async function pause(): Promise<void> {
  if (performance.now() - since < TURN) return;
  await new Promise((done) => setTimeout(done));
  since = performance.now();
}

/** Lists with more members are written piece by piece. */
const LONG = 20;

/**
 * The pieces of a value as JSON, on lines as people read it.
 * @param secrets which are left out wherever they stand, also in a name
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

/** What stands between values, and values that are short enough to be written at once. */
type Piece = string | { readonly value: unknown; readonly line: string };

/** @param line the line break, and what a line begins with */
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

/** Whether there is a long list in it. */
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
