/** An error answer in the words and shape of Django REST framework. Thrown by any handler. */
export class Rejected extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`Refused with ${status}`);
    this.name = 'Rejected';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const notFound = (detail = 'Not found.'): Rejected => new Rejected(404, { detail });

export const forbidden = (): Rejected =>
  new Rejected(403, { detail: 'You do not have permission to perform this action.' });
