import type { OpenAPIValidator } from 'openapi-backend';
import { contract } from './contract.ts';
import type { Operation } from './contract.ts';
import { DEVIATIONS } from './deviations.ts';
import type { Deviation } from './deviations.ts';

/** A request as it was sent, without the server's own path prefix. */
export interface Exchange {
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Check {
  /** Returns what the request breaks, a sentence each. */
  request(exchange: Exchange): string[];
  /** Returns what the reply breaks; nothing if the request was for no known operation. */
  reply(exchange: Exchange, status: number, body: string): string[];
  /** Names of the deviations that were met. */
  readonly met: ReadonlySet<string>;
}

/** Checks requests and replies against the document, except for the known deviations. */
export function createCheck(deviations: readonly Deviation[] = DEVIATIONS): Check {
  const { router, validator } = contract();
  const met = new Set<string>();

  const operationOf = ({ method, path, headers }: Exchange): Operation | undefined =>
    router.matchOperation({ method, path: path.replace(/\?.*$/, ''), headers: { ...headers } });

  const unknownTo = (
    operation: Operation,
    side: Deviation['side'],
    status: number | null,
    breaches: readonly string[],
  ): string[] =>
    breaches.filter((breach) => {
      const known = deviations.find(
        (deviation) =>
          deviation.side === side &&
          (deviation.operation === 'all' || deviation.operation === operation.operationId) &&
          (status === null || (deviation.statuses ?? []).includes(status)) &&
          deviation.breach.test(breach),
      );
      if (known !== undefined) met.add(known.name);
      return known === undefined;
    });

  return {
    met,
    request(exchange) {
      const operation = operationOf(exchange);
      const what = `${exchange.method} ${exchange.path}`;
      if (operation === undefined) return [`${what}: the document has no such operation.`];
      const { valid, errors } = validator.validateRequest(
        {
          method: exchange.method,
          path: exchange.path.replace(/\?.*$/, ''),
          query: exchange.path.replace(/^[^?]*\??/, ''),
          headers: { ...exchange.headers },
          ...(exchange.body === '' ? {} : { body: parsed(exchange.body) }),
        },
        operation,
      );
      const breaches = valid ? [] : (errors ?? []).map(worded);
      if ((exchange.headers['authorization'] ?? '') === '') {
        breaches.push('header Authorization is missing');
      }
      return unknownTo(operation, 'request', null, breaches).map(
        (breach) => `${what}: in the request, ${breach}.`,
      );
    },
    reply(exchange, status, body) {
      const operation = operationOf(exchange);
      if (operation === undefined) return [];
      const breaches = isDocumented(operation, status)
        ? replyBreaches(validator, operation, status, body)
        : [`status ${status} is not documented`];
      return unknownTo(operation, 'reply', status, breaches).map(
        (breach) => `${exchange.method} ${exchange.path}: in the reply ${status}, ${breach}.`,
      );
    },
  };
}

function replyBreaches(
  validator: OpenAPIValidator,
  operation: Operation,
  status: number,
  body: string,
): string[] {
  const { errors } = validator.validateResponse(
    body === '' ? null : parsed(body),
    operation,
    status,
  );
  return (errors ?? []).map((error) =>
    worded({ ...error, instancePath: `/requestBody${error.instancePath}` }),
  );
}

const isDocumented = (operation: Operation, status: number): boolean =>
  Object.hasOwn(operation.responses ?? {}, String(status));

/** Returns a breach in words, such as "body/entries/0 must have required property 'key'". */
function worded(error: { instancePath: string; message?: string; params: unknown }): string {
  const where = error.instancePath.replace('/requestBody', 'body').replace(/^\//, '');
  const extra = JSON.stringify(error.params).match(/"additionalProperty":"([^"]*)"/)?.[1];
  return `${where} ${error.message ?? 'is wrong'}${extra === undefined ? '' : ` (${extra})`}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
