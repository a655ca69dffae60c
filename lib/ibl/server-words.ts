const LONGEST = 200;

/**
 * The server's own words about an error, as one short line of plain text, or '' when it has none.
 * The order is that of ibl.ai's own client; Django adds field errors and `non_field_errors`.
 * @param key is taken out wherever a server repeats it.
 */
export function serverWords(body: unknown, key: string): string {
  return plainLine(find(body, 0) ?? '', key);
}

/** The beginning of a text as one short line, without control characters and without the key. */
export function plainLine(text: string, key: string): string {
  const kept = key === '' ? text : text.replaceAll(key, '…');
  const safe = kept
    .slice(0, 5000)
    .replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
  const letters = Array.from(safe.slice(0, LONGEST * 2));
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : safe;
}

function find(body: unknown, depth: number): string | undefined {
  if (depth > 3) return undefined;
  if (typeof body === 'string') return body;
  if (Array.isArray(body)) return find(body[0], depth + 1);
  if (typeof body !== 'object' || body === null) return undefined;
  const fields: Record<string, unknown> = { ...body };
  for (const name of ['detail', 'message', 'error_description', 'error', 'non_field_errors']) {
    const words = name in fields ? find(fields[name], depth + 1) : undefined;
    if (words !== undefined) return words;
  }
  const [name, value] = Object.entries(fields)[0] ?? [];
  const words = find(value, depth + 1);
  return words === undefined || name === undefined ? undefined : `${name}: ${words}`;
}
