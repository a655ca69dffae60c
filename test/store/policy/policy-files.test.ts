import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Window, type Element } from 'happy-dom';
import { expect, test } from 'vitest';
import { policyOf } from '../../../lib/store/policy/read-policy.ts';

/*
 * Reads the files that the documentation gives to administrators, the way a system reads them. All
 * set the same, Waypoint understands all of it, and Chromium's schema allows it.
 */

const FOLDER = 'docs/policies/';
const FILES = readdirSync(FOLDER);
/** The id in the manifest. */
const GECKO = /id: '(\{.+\})'/.exec(readFileSync('wxt.config.ts', 'utf8'))?.[1] ?? '';
const CHROMIUM_ID = 'EXTENSION_ID';

/** How one file installs and configures an extension. */
interface Installation {
  readonly policy: unknown;
  /** How the extension is installed; null if another file does that. */
  readonly install: unknown;
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (tree: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((now, name) => (isTree(now) ? now[name] : undefined), tree);
const read = (file: string) => readFileSync(FOLDER + file, 'utf8');

function fromJson(file: string): Installation {
  const json: unknown = JSON.parse(read(file));
  if (file === 'chromeos.json') {
    const all = Object.entries(Object(json) as Tree);
    return {
      policy: Object.fromEntries(all.map(([key, one]) => [key, at(one, 'Value')])),
      install: null,
    };
  }
  return file.startsWith('firefox')
    ? {
        policy: at(json, 'policies', '3rdparty', 'Extensions', GECKO),
        install: at(json, 'policies', 'ExtensionSettings', GECKO),
      }
    : {
        policy: at(json, '3rdparty', 'extensions', CHROMIUM_ID),
        install: at(json, 'ExtensionSettings', CHROMIUM_ID),
      };
}

/** Returns the keys of the registry with their values. JSON values are parsed. */
function readRegistry(text: string): Map<string, Tree> {
  const keys = new Map<string, Record<string, unknown>>();
  let now: Record<string, unknown> = {};
  const [head, ...lines] = text.split('\n');
  expect(head).toBe('Windows Registry Editor Version 5.00');
  for (const line of lines) {
    const key = /^\[(?<key>.+)\]$/.exec(line)?.groups?.['key'];
    const value = /^"(?<name>[^"]+)"="(?<text>.*)"$/.exec(line)?.groups;
    if (key !== undefined) keys.set(key, (now = {}));
    else if (value) {
      const said = (value['text'] ?? '').replaceAll(/\\(.)/g, '$1');
      now[value['name'] ?? ''] = said.startsWith('{') ? JSON.parse(said) : said;
    } else expect(line).toMatch(/^(?:;.*)?$/);
  }
  return keys;
}

const ROOTS: Tree = {
  chrome: String.raw`Google\Chrome`,
  edge: String.raw`Microsoft\Edge`,
  firefox: String.raw`Mozilla\Firefox`,
};

function fromRegistry(file: string): Installation {
  const browser = file.split('-')[0] ?? '';
  const root = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies` + `\\${String(ROOTS[browser])}`;
  const keys = readRegistry(read(file));
  if (browser === 'firefox') {
    return {
      policy: keys.get(`${root}\\3rdparty\\Extensions`)?.[GECKO],
      install: at(keys.get(root)?.['ExtensionSettings'], GECKO),
    };
  }
  return {
    policy: keys.get(`${root}\\3rdparty\\extensions\\${CHROMIUM_ID}\\policy`),
    install: keys.get(`${root}\\ExtensionSettings\\${CHROMIUM_ID}`),
  };
}

function fromPlist(element: Element): unknown {
  const inside = [...element.children];
  switch (element.tagName) {
    case 'dict':
      return Object.fromEntries(
        inside.flatMap((one, i) => {
          const value = inside[i + 1];
          return one.tagName === 'key' && value ? [[one.textContent, fromPlist(value)]] : [];
        }),
      );
    case 'array':
      return inside.map(fromPlist);
    case 'true':
    case 'false':
      return element.tagName === 'true';
    case 'integer':
      return Number(element.textContent);
    default:
      return element.textContent;
  }
}

const DOMAINS: Tree = { chrome: 'com.google.Chrome', edge: 'com.microsoft.Edge' };

function fromProfile(file: string): Installation {
  const browser = file.split('-')[0] ?? '';
  const { DOMParser } = new Window();
  const xml = new DOMParser().parseFromString(read(file), 'application/xml');
  const root = xml.querySelector('plist > dict');
  const payloads = at(root && fromPlist(root), 'PayloadContent');
  const all = Array.isArray(payloads) ? payloads.filter(isTree) : [];
  const of = (type: string) => all.find((one) => one['PayloadType'] === type);
  expect(new Set(all.map((one) => one['PayloadUUID'])).size).toBe(all.length);
  if (browser === 'firefox') {
    const payload = of('org.mozilla.firefox');
    expect(payload?.['EnterprisePoliciesEnabled']).toBe(true);
    return {
      policy: at(payload, '3rdparty', 'Extensions', GECKO),
      install: at(payload, 'ExtensionSettings', GECKO),
    };
  }
  const domain = String(DOMAINS[browser]);
  const policy = Object.entries(of(`${domain}.extensions.${CHROMIUM_ID}`) ?? {});
  return {
    policy: Object.fromEntries(policy.filter(([key]) => !key.startsWith('Payload'))),
    install: at(of(domain), 'ExtensionSettings', CHROMIUM_ID),
  };
}

const READERS: Readonly<Record<string, (file: string) => Installation>> = {
  '.json': fromJson,
  '.reg': fromRegistry,
  '.mobileconfig': fromProfile,
};
const installationIn = (file: string): Installation | undefined => READERS[extname(file)]?.(file);

/** Returns what the schema does not allow in a value. Chromium then drops the whole name. */
function wrongBy(schema: unknown, value: unknown, path = ''): string[] {
  const type = at(schema, 'type');
  if (type === 'object') {
    if (!isTree(value)) return [path];
    return Object.entries(value).flatMap(([key, one]) => {
      const inside = at(schema, 'properties', key);
      return inside === undefined ? [`${path}.${key}`] : wrongBy(inside, one, `${path}.${key}`);
    });
  }
  if (type === 'array') {
    if (!Array.isArray(value)) return [path];
    return value.flatMap((one, i) => wrongBy(at(schema, 'items'), one, `${path}[${i}]`));
  }
  return typeof value === type ? [] : [path];
}

const schema: unknown = JSON.parse(readFileSync('public/managed-schema.json', 'utf8'));

test('each browser and system has a file', () => {
  const systems = ['linux.json', 'macos.mobileconfig', 'windows.reg'];
  const chrome = ['chrome-macos.mobileconfig', 'chrome-windows.reg', 'chromium-linux.json'];
  const others = ['edge', 'firefox'].flatMap((one) => systems.map((end) => `${one}-${end}`));
  expect(FILES.toSorted()).toEqual([...chrome, 'chromeos.json', ...others].toSorted());
});

test.each(FILES)('Waypoint reads all of %s, and the schema allows it', (file) => {
  const { policy, install } = installationIn(file) ?? {};
  expect(policyOf(Object(policy) as Tree)).toEqual({
    address: { value: 'https://ibl.school.example', locked: true },
    organization: { value: 'main', locked: true },
    sites: { value: ['https://apps.school.example'], locked: true },
    journal: { value: '30-days', locked: false },
    help: { value: 'https://help.school.example/waypoint', locked: false },
    misfits: [],
    unknown: [],
  });
  expect(wrongBy(schema, policy)).toEqual([]);
  if (file === 'chromeos.json') return;
  expect(at(install, 'installation_mode')).toBe('force_installed');
});

test('the schema names exactly what Waypoint reads, in types that Chromium supports', () => {
  const names = Object.keys(Object(at(schema, 'properties')));
  const one = Object.fromEntries(names.map((name) => [name, null]));
  expect(policyOf(one)).toMatchObject({ unknown: [] });
  expect(policyOf(one).misfits).toHaveLength(names.length);
  const types = JSON.stringify(schema).matchAll(/"type":"(\w+)"/g);
  expect([...new Set(Array.from(types, ([, type = '']) => type))].toSorted()).toEqual([
    'array',
    'boolean',
    'object',
    'string',
  ]);
  expect(wrongBy(schema, { paused: { value: false } })).toEqual(['.paused']);
  expect(wrongBy(schema, { organization: { value: 5 } })).toEqual(['.organization.value']);
});
