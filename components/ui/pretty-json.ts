/** Returns JSON as text for a person. A string that holds JSON itself is shown as that JSON. */
export function prettyJson(data: unknown): string {
  const value = typeof data === 'string' ? (jsonIn(data) ?? data) : data;
  if (typeof value === 'string') return value;
  return JSON.stringify(value, null, 2) ?? 'null';
}

/** Returns the object or list that a text holds as JSON; null if it holds neither. */
export function jsonIn(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
