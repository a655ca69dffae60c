/**
 * Returns the sentences in the body of a request: each text with a space in it, without JSON's own
 * characters. Names and keys have no space.
 */
export function textsIn(body: string): string[] {
  const texts: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string' && /\s/u.test(value.trim())) texts.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  try {
    look(JSON.parse(body));
  } catch {
    // The body is not JSON: the log shows it as it is.
  }
  return texts;
}
