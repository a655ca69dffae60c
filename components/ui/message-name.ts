type Snake<Kind extends string> = Kind extends `${infer First}-${infer Rest}`
  ? `${First}_${Snake<Rest>}`
  : Kind;

/** Returns a kind as part of the name of a message, where browsers do not allow a hyphen. */
export function messageName<Kind extends string>(kind: Kind): Snake<Kind>;
export function messageName(kind: string): string {
  return kind.replaceAll('-', '_');
}
