/** Returns any JSON as text; null if it is nested too deeply for the browser to write. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}
