import { Hono } from 'hono';
import type { Context } from 'hono';
import { authenticate, authorize } from './authenticate.ts';
import { parseBody } from './field-validation.ts';
import { Rejected } from './api-error.ts';
import type { Method, Reply, Resource, Server } from './resource.ts';
import { resources } from './routes/index.ts';

/** The text of the body, which was read before for the log. */
type Bindings = { Bindings: { bodyText: string } };

export type Serve = (request: Request, bodyText: string) => Promise<Response>;

/** Serves every resource at its address, with what all of them have in common. */
export function createServe(server: Server): Serve {
  const pathOf = (request: Request): string =>
    new URL(request.url).pathname.slice(server.switches.prefix.length);
  const app = new Hono<Bindings>({ getPath: pathOf });
  const all = resources(server);
  for (const resource of all) {
    app.all(resource.path, (context) => {
      if (resource.exists?.() === false) return pageNotFound();
      return answer(() => carryOut(server, resource, context));
    });
  }
  app.notFound((context) => {
    const path = pathOf(context.req.raw);
    return all.some((resource) => matches(resource, `${path}/`))
      ? withoutSlash(context)
      : pageNotFound();
  });
  return async (request, bodyText) => {
    if (!new URL(request.url).pathname.startsWith(`${server.switches.prefix}/`)) {
      return pageNotFound();
    }
    return app.fetch(request, { bodyText });
  };
}

function carryOut(server: Server, resource: Resource, context: Context<Bindings>): Reply {
  const { people } = server.store;
  const { now, switches } = server;
  const caller = authenticate(context.req.header('authorization'), people, switches, now());
  const part = (name: string): string => {
    const asked = context.req.param(name) ?? '';
    if (name !== 'user' || switches.findsUsers === 'exactly') return asked;
    return people.kept(asked) ?? asked;
  };
  if (part('org') !== '') authorize(caller, part('org'), part('user'), people);
  const method = METHODS.find((name) => name === context.req.method);
  const act = method === undefined ? undefined : resource.methods[method];
  if (act === undefined) {
    const detail = `Method "${context.req.method}" not allowed.`;
    const allow = Object.keys(resource.methods).join(', ');
    throw new Rejected(405, { detail }, { Allow: allow });
  }
  const body = parseBody(context.env.bodyText, context.req.header('content-type') ?? '');
  const url = new URL(context.req.url);
  url.pathname = url.pathname.slice(server.switches.prefix.length);
  return act({ caller, part, url, body });
}

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

function answer(act: () => Reply): Response {
  try {
    const { status, body, type } = act();
    return respond(status, body, {}, type);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return respond(error.status, error.body, error.headers);
  }
}

function respond(
  status: number,
  body: unknown,
  headers: Record<string, string>,
  type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json',
): Response {
  if (body === undefined) return new Response(null, { status, headers });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { ...headers, 'Content-Type': type } });
}

/** Returns Django's own answer to an address where nothing is. It is not the API's answer. */
function pageNotFound(): Response {
  const page = `<!doctype html>
<html lang="en"><head><title>Not Found</title></head>
<body><h1>Not Found</h1><p>The requested resource was not found on this server.</p></body></html>
`;
  return respond(404, page, {});
}

/**
 * Answers a request without the slash at the end. Django redirects a GET to the address with the
 * slash. For a write, its debug server fails with this RuntimeError; others redirect, and the body
 * is lost. Either way nothing is written, and nobody overlooks the error.
 */
function withoutSlash(context: Context<Bindings>): Response {
  const url = new URL(context.req.url);
  if (context.req.method === 'GET' || context.req.method === 'HEAD') {
    return new Response(null, {
      status: 301,
      headers: { Location: `${url.pathname}/${url.search}` },
    });
  }
  const page = `<!doctype html>
<html lang="en"><head><title>RuntimeError</title></head>
<body><h1>RuntimeError</h1><p>You called this URL via ${context.req.method}, but the URL doesn't end
in a slash and you have APPEND_SLASH set.</p></body></html>
`;
  return respond(500, page, {});
}

function matches(resource: Resource, path: string): boolean {
  return new RegExp(`^${resource.path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(path);
}
