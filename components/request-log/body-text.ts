/**
 * The sentences in the body of a request: each text in it that has a space, as it reads without JSON's
 * own signs. Names and keys have none.
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
    // No JSON: it is shown as it is.
  }
  return texts;
}
