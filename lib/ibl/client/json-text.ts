/** Any JSON as text; null when it is nested too deeply for the browser to write it. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}
