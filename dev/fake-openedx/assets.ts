import { readFile, readdir } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { notFound } from './html.ts';

const FOLDER = new URL('./', import.meta.url);
const PREFIX = '/_course/';

/** The files that the browser may load: the app, its courses, the styles and the icon. */
const SERVED =
  /^(?:(?:app|courses)\/[\w-]+\.ts|legacy\/tabs\.ts|courses\.ts|keys\.ts|tree\.ts|[\w-]+\.(?:css|svg))$/;

const TYPES: Record<string, string> = {
  ts: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const stripped = new Map<string, string>();

/**
 * Returns a source without its types. Hides Node's warning that its function may change, which does
 * not concern people who watch the demo.
 */
function withoutTypes(source: string): string {
  const known = stripped.get(source);
  if (known !== undefined) return known;
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => {};
  try {
    const text = stripTypeScriptTypes(source);
    stripped.set(source, text);
    return text;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Serves one file of the app. The browser's modules are the same sources without their types. */
export async function serveAsset(pathname: string): Promise<Response> {
  const name = pathname.slice(PREFIX.length);
  if (!pathname.startsWith(PREFIX) || !SERVED.test(name)) return notFound();
  const text = await readFile(new URL(name, FOLDER), 'utf8').catch(() => null);
  if (text === null) return notFound();
  const extension = name.split('.').at(-1) ?? '';
  return new Response(extension === 'ts' ? withoutTypes(text) : text, {
    headers: { 'content-type': TYPES[extension] ?? 'text/plain', 'cache-control': 'no-cache' },
  });
}

async function inFolder(folder: string): Promise<string[]> {
  const files = await readdir(new URL(folder, FOLDER));
  return files.map((file) => folder + file);
}

/** Returns links to all modules, so that the browser need not find them one after the other. */
export async function modulePreloads(): Promise<string> {
  const files = [
    ...(await inFolder('app/')),
    ...(await inFolder('courses/')),
    'courses.ts',
    'keys.ts',
    'tree.ts',
  ];
  return files
    .filter((file) => SERVED.test(file))
    .map((file) => `<link rel="modulepreload" href="${PREFIX}${file}">`)
    .join('\n');
}
