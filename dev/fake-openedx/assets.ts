import { readFile, readdir } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { notFound } from './html.ts';

const FOLDER = new URL('./', import.meta.url);
const PREFIX = '/_course/';

/** What the browser may load: the app, the courses it knows, the styles and the icon. */
const SERVED =
  /^(?:(?:app|courses)\/[\w-]+\.ts|legacy\/tabs\.ts|courses\.ts|keys\.ts|tree\.ts|[\w-]+\.(?:css|svg))$/;

const TYPES: Record<string, string> = {
  ts: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const stripped = new Map<string, string>();

/** Node warns that this function may still change; that is no news for who watches the demo. */
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

/** Answers for one file of the app; the browser's modules are these very sources without their types. */
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

/** Tells the browser all modules at once, so that it need not find them one after the other. */
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
