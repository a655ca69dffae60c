import { DEMO_KEY } from '../../dev/fake-ibl/api.ts';
import type { Api } from '../../dev/fake-ibl/api.ts';

const BASE = 'https://base.manager.iblai.app';
export const ofUser = (user = 'ada', org = 'demo-university'): string =>
  `/api/ai-mentor/orgs/${org}/users/${user}`;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body, if it is JSON. */
  json: unknown;
}

export interface AskOptions {
  body?: unknown;
  authorization?: string | null;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends one request to the API in this process. A path without a leading slash is one of ada's. */
export async function ask(
  api: Api,
  method: string,
  path: string,
  options: AskOptions = {},
): Promise<Answer> {
  const { body, authorization = `Api-Token ${DEMO_KEY}`, signal } = options;
  const headers = new Headers(options.headers);
  if (authorization !== null) headers.set('Authorization', authorization);
  if (body !== undefined && !headers.has('Content-Type')) {
    headers.set('Content-Type', 'application/json');
  }
  const request = new Request(BASE + (path.startsWith('/') ? path : `${ofUser()}/${path}`), {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const response = await api.fetch(request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
