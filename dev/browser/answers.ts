/** Wraps an expression so that its value or its error message comes back as JSON text. */
export function asJson(code: string): string {
  return `(async () => {
    try { return JSON.stringify({ value: await (${code}\n) }); }
    catch (error) { return JSON.stringify({ error: String(error) }); }
  })()`;
}

export interface Answer<T> {
  readonly value: T;
  readonly error?: string;
}

/** Reads an answer of `asJson`. Only the caller knows the type of the value. */
export function readAnswer<T>(text: unknown): Answer<T> {
  if (typeof text !== 'string') throw new Error('No answer came back.');
  const answer: Answer<T> = JSON.parse(text);
  if (answer.error !== undefined) throw new Error(`Asked of the browser: ${answer.error}`);
  return answer;
}
