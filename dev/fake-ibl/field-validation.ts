import { Rejected } from './api-error.ts';

interface TextRule {
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly blank?: boolean;
  readonly max?: number;
}

/** Reads a body as Django REST framework does: ignores unknown keys and trims texts. */
export class Fields {
  readonly errors: Record<string, unknown> = {};
  readonly #body: Readonly<Record<string, unknown>>;

  constructor(body: Readonly<Record<string, unknown>>) {
    this.#body = body;
  }

  /** Returns the text; undefined if it is absent or wrong. `finish` throws what is wrong. */
  text(name: string, rule: TextRule = {}): string | null | undefined {
    const value = this.#body[name];
    if (value === undefined) return rule.required ? this.#wrong(name, REQUIRED) : undefined;
    if (value === null) {
      return rule.nullable ? null : this.#wrong(name, 'This field may not be null.');
    }
    if (typeof value !== 'string' && typeof value !== 'number') {
      return this.#wrong(name, 'Not a valid string.');
    }
    const text = String(value).trim();
    if (text === '' && rule.blank === false) {
      return this.#wrong(name, 'This field may not be blank.');
    }
    if (text.includes('\0')) return this.#wrong(name, 'Null characters are not allowed.');
    if (rule.max !== undefined && lengthOf(text) > rule.max) {
      return this.#wrong(name, `Ensure this field has no more than ${rule.max} characters.`);
    }
    return text;
  }

  /** Returns every member of a required list, read by `read`. */
  list<T>(name: string, read: (fields: Fields) => T): T[] {
    const value = this.#body[name];
    if (value === undefined) this.#wrong(name, REQUIRED);
    else if (value === null) this.#wrong(name, 'This field may not be null.');
    else if (!Array.isArray(value)) {
      this.#wrong(name, `Expected a list of items but got type "${pythonType(value)}".`);
    } else return this.#members(name, value, read);
    return [];
  }

  finish(): void {
    if (Object.keys(this.errors).length > 0) throw new Rejected(400, this.errors);
  }

  #members<T>(name: string, list: readonly unknown[], read: (fields: Fields) => T): T[] {
    const errors: unknown[] = [];
    const members = list.map((item) => {
      const fields = new Fields(isRecord(item) ? item : {});
      const member = read(fields);
      errors.push(isRecord(item) ? fields.errors : notDictionary(item));
      return member;
    });
    if (errors.some((error) => isRecord(error) && Object.keys(error).length > 0)) {
      this.errors[name] = errors;
    }
    return members;
  }

  #wrong(name: string, message: string): undefined {
    this.errors[name] = [message];
    return undefined;
  }
}

const REQUIRED = 'This field is required.';

/** Returns the body of a request. No body counts as an empty object. */
export function parseBody(text: string, contentType: string): Record<string, unknown> {
  if (text === '') return {};
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  // The real server accepts forms as well. Here they fail, so that a form sent by mistake is
  // noticed.
  if (type !== 'application/json') {
    throw new Rejected(415, { detail: `Unsupported media type "${contentType}" in request.` });
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    const detail = 'JSON parse error - Expecting value: line 1 column 1 (char 0)';
    throw new Rejected(400, { detail });
  }
  if (!isRecord(body)) throw new Rejected(400, notDictionary(body));
  return body;
}

function notDictionary(value: unknown): Record<string, unknown> {
  const message = `Invalid data. Expected a dictionary, but got ${pythonType(value)}.`;
  return { non_field_errors: [message] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'dict';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int' : 'float';
}

/** Returns the length in code points, as Python counts it. */
const lengthOf = (text: string): number => text.match(/./gsu)?.length ?? 0;
