import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Api } from './types.ts';
import type { FaultRule } from './faults.ts';
import { seedBody } from './seed-schemas.ts';
import { sow } from './seed.ts';

const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    body: z.json().exactOptional(),
    headers: z.record(z.string(), z.string()).exactOptional(),
    ms: z.int().min(0).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('body'),
    body: z.string(),
    contentType: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('drop') }),
  z.strictObject({ kind: z.literal('lose-reply') }),
  z.strictObject({ kind: z.literal('repeat'), isLost: z.boolean() }),
  z.strictObject({ kind: z.literal('cut-reply'), after: z.int().min(0) }),
  z.strictObject({ kind: z.literal('drip'), ms: z.int().min(1) }),
  z.strictObject({ kind: z.literal('delay'), ms: z.int().min(0) }),
]);

const count = z.int().min(0);

const ruleSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).exactOptional(),
  path: z.string().refine(isExpression, 'is not a regular expression').exactOptional(),
  times: count.exactOptional(),
  skip: count.exactOptional(),
  do: actionSchema,
}) satisfies z.ZodType<FaultRule>;

export const isControl = (url: URL): boolean => url.pathname.startsWith('/_dev/');

/** Serves faults, log and seed over HTTP, for tests by hand. */
export function createControl(api: Api): (request: Request) => Promise<Response> {
  const app = new Hono().basePath('/_dev');
  app.use(async (context, next) => {
    // A web page in the same browser may reach this address, but its requests name its origin.
    if (context.req.header('origin') !== undefined) {
      return sentence(context, 403, 'Web pages may not use /_dev.');
    }
    return next();
  });
  app.get('/log', (context) => context.json(api.log));
  app.get('/violations', (context) => context.json(api.violations));
  app.post('/reset', (context) => {
    api.reset();
    return context.body(null, 204);
  });
  app.delete('/faults', (context) => {
    api.faults.clear();
    return context.body(null, 204);
  });
  app.post('/faults', async (context) =>
    take(context, ruleSchema, (rule) => void api.faults.add(rule)),
  );
  app.post('/seed', async (context) => take(context, seedBody, (body) => sow(api.seed, body)));
  app.notFound((context) => sentence(context, 404, 'There is no such control.'));
  return async (request) => app.fetch(request);
}

async function take<T>(
  context: Context,
  schema: z.ZodType<T>,
  use: (value: T) => void,
): Promise<Response> {
  const body = parse(await context.req.text());
  if (body === undefined) return sentence(context, 400, 'The body is not JSON.');
  const read = schema.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue?.path.join('.') || 'the body';
    return sentence(context, 400, `Not understood at ${where}: ${issue?.message ?? 'wrong'}.`);
  }
  try {
    use(read.data);
  } catch (error) {
    // Usually a key for a user, or a user for a school, that does not exist.
    const reason = error instanceof Error ? error.message : 'unknown';
    return sentence(context, 400, `Refused by the database: ${reason}.`);
  }
  return context.body(null, 204);
}

function sentence(context: Context, status: 400 | 403 | 404, detail: string): Response {
  return context.json({ detail }, status);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isExpression(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
