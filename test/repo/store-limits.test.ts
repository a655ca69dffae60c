import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/*
 * What the stores refuse at an upload, as far as their documents say. The limits of the other texts
 * are in test/repo/listing.test.ts.
 */

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly default_locale: string;
  readonly permissions: readonly string[];
  readonly icons: Readonly<Record<string, string>>;
}

const read = (path: string): string => readFileSync(path, 'utf8');
const own = JSON.parse(read('package.json')) as { version: string };

/** Returns the names in a union of texts in the types of the browsers' API. */
function namesIn(type: string): string[] {
  const types = read('node_modules/@wxt-dev/browser/src/gen/index.d.ts');
  const [, union = ''] = new RegExp(`type ${type} =\\s([^;]+);`).exec(types) ?? [];
  return Array.from(union.matchAll(/"([^"]+)"/g), ([, name = '']) => name);
}

/** Returns width and height of a PNG file. */
function sizeOf(path: string): [number, number] {
  const file = readFileSync(path);
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [file.readUInt32BE(16), file.readUInt32BE(20)];
}

describe.each(['chrome-mv3', 'firefox-mv3'])('the package %s', (build) => {
  const manifest = JSON.parse(read(`.output/${build}/manifest.json`)) as Manifest;

  test('has a name and a description that every store takes, in each language', () => {
    expect(manifest.name).toBe('__MSG_extension_name__');
    expect(manifest.description).toBe('__MSG_extension_description__');
    const languages = globSync(`.output/${build}/_locales/*/messages.json`);
    expect(languages).toContain(
      `.output/${build}/_locales/${manifest.default_locale}/messages.json`,
    );
    for (const file of languages) {
      const texts = JSON.parse(read(file)) as Record<string, { message: string }>;
      const { extension_name: name, extension_description: description } = texts;
      // Edge takes 45 characters, Firefox 50, Chrome 75.
      expect(name?.message, file).toMatch(/^.{1,45}$/u);
      expect(description?.message, file).toMatch(/^.{1,132}$/u);
    }
  });

  test('has the version of package.json, in the form that Chrome takes', () => {
    expect(manifest.version).toBe(own.version);
    // One to four numbers up to 65535, without leading zeros, and not only zeros.
    const numbers = manifest.version.split('.');
    expect(numbers.length).toBeLessThanOrEqual(4);
    for (const number of numbers) {
      expect(number).toMatch(/^(?:0|[1-9]\d*)$/);
      expect(Number(number)).toBeLessThanOrEqual(65_535);
    }
    expect(numbers.some((number) => number !== '0')).toBe(true);
  });

  test('asks only for permissions that Chrome documents', () => {
    const known = namesIn('ManifestPermission');
    expect(known.length).toBeGreaterThan(40);
    expect(manifest.permissions.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('has its icons, as square PNG files of the sizes that their names say', () => {
    expect(Object.keys(manifest.icons)).toEqual(['16', '32', '48', '128']);
    for (const [size, file] of Object.entries(manifest.icons)) {
      expect(sizeOf(`.output/${build}/${file}`)).toEqual([Number(size), Number(size)]);
    }
  });

  test('writes no markup, so that Mozilla has nothing to warn of', () => {
    const scripts = globSync(`.output/${build}/**/*.js`);
    expect(scripts.length).toBeGreaterThan(10);
    const writes = scripts.filter((file) =>
      /\.(?:inner|outer)HTML=|insertAdjacentHTML|document\.write/.test(read(file)),
    );
    expect(writes).toEqual([]);
  });
});
