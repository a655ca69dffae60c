import { readFile } from 'node:fs/promises';
import { notFound } from './html.ts';
import { isScript, scriptOf } from './scripts.ts';

const FOLDER = new URL('./', import.meta.url);
const PREFIX = '/_course/';

const TYPES: Record<string, string> = { css: 'text/css; charset=utf-8', svg: 'image/svg+xml' };

/** Serves one file of the demo's pages: a script, the styles or the icon. */
export async function serveAsset(pathname: string): Promise<Response> {
  const name = pathname.slice(PREFIX.length);
  if (!pathname.startsWith(PREFIX)) return notFound();
  if (isScript(name)) return reply(await scriptOf(name), 'text/javascript; charset=utf-8');
  const [, extension = ''] = /^[\w-]+\.(css|svg)$/.exec(name) ?? [];
  const type = TYPES[extension];
  const text = type && (await readFile(new URL(name, FOLDER), 'utf8').catch(() => null));
  return text ? reply(text, type) : notFound();
}

const reply = (text: string, type: string): Response =>
  new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
