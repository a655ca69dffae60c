/** Any JSON as text for a person; a string that holds JSON itself is shown as what it holds. */
export function prettyJson(data: unknown): string {
  const value = typeof data === 'string' ? (jsonIn(data) ?? data) : data;
  if (typeof value === 'string') return value;
  return JSON.stringify(value, null, 2) ?? 'null';
}

/** What a text says when it is an object or a list; a number or a word stays the text it is. */
export function jsonIn(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
