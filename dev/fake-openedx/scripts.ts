import { build } from 'vite';

/** The page scripts of the demo, by the name under which the browser loads them. */
const ENTRIES = {
  'app.js': 'app/main.ts',
  'learner-app.js': 'learner-app/main.ts',
  'tabs.js': 'legacy/tabs.ts',
} as const;
export type ScriptName = keyof typeof ENTRIES;

const bundled = new Map<string, Promise<string>>();

export const isScript = (name: string): name is ScriptName => Object.hasOwn(ENTRIES, name);

/**
 * Returns a page script of the demo with everything that it imports. One file, because a browser
 * that loads thirty modules through a proxy makes each page of a test slow.
 */
export function scriptOf(name: ScriptName): Promise<string> {
  const known = bundled.get(name) ?? bundle(ENTRIES[name]);
  bundled.set(name, known);
  return known;
}

async function bundle(entry: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: new URL(entry, import.meta.url).pathname,
        output: { format: 'es' },
      },
    },
  });
  const { output } = Array.isArray(made)
    ? made[0]!
    : (made as Exclude<typeof made, { on: unknown }>);
  return output[0].code;
}
