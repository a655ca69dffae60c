import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SLICE } from './slice.ts';
import { USED_OPERATIONS } from './used-operations.ts';

const record = z.record(z.string(), z.unknown());
const documentSchema = z.object({
  openapi: z.string(),
  info: record,
  servers: z.unknown(),
  paths: z.record(z.string(), record),
  components: z.object({ schemas: record, securitySchemes: record }),
});

/** Returns the part of the official document that Waypoint uses, with the schemas it reaches. */
export function cutSlice(): string {
  const { openapi, info, servers, paths, components } = readOfficialDocument();
  const used: Record<string, unknown> = {};
  for (const path of Object.keys(USED_OPERATIONS).toSorted()) {
    const item = paths[path];
    if (item === undefined) throw new Error(`The official document has no ${path} any more.`);
    used[path] = pick(item, USED_OPERATIONS[path] ?? [], path);
  }
  const schemas: Record<string, unknown> = {};
  for (const name of reached(used, components.schemas).toSorted()) {
    schemas[name] = components.schemas[name];
  }
  const { securitySchemes } = components;
  const slice = { openapi, info, servers, paths: used, components: { schemas, securitySchemes } };
  return `${JSON.stringify(slice, null, 2)}\n`;
}

function readOfficialDocument(): z.infer<typeof documentSchema> {
  // The package does not export the document, which lies beside the folder of its entry point.
  const entry = createRequire(import.meta.url).resolve('@iblai/iblai-api');
  const text = readFileSync(join(dirname(entry), '..', 'sdk_schema.yml'), 'utf8');
  const document: unknown = parse(text, { maxAliasCount: -1 });
  return documentSchema.parse(document);
}

function pick(
  item: Record<string, unknown>,
  methods: readonly string[],
  path: string,
): Record<string, unknown> {
  return Object.fromEntries(
    methods.map((method) => {
      if (item[method] === undefined) throw new Error(`${path} has no ${method} any more.`);
      return [method, item[method]];
    }),
  );
}

function reached(from: unknown, schemas: Readonly<Record<string, unknown>>): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key !== '$ref' || typeof member !== 'string') walk(member);
      else {
        const name = member.replace('#/components/schemas/', '');
        if (!(name in schemas)) throw new Error(`The official document lacks ${member}.`);
        if (!names.has(name)) {
          names.add(name);
          walk(schemas[name]);
        }
      }
    }
  };
  walk(from);
  return [...names];
}

if (import.meta.main) writeFileSync(SLICE, cutSlice());
