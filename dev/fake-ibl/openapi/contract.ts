import addFormats from 'ajv-formats';
import { OpenAPIRouter, OpenAPIValidator } from 'openapi-backend';
import type { Document } from 'openapi-backend';
import { readSlice } from './slice.ts';

export type Operation = NonNullable<ReturnType<OpenAPIRouter['matchOperation']>>;

export interface Contract {
  readonly router: OpenAPIRouter;
  readonly validator: OpenAPIValidator;
}

let shared: Contract | null = null;

/** Made once: validators are compiled when they are first used, and kept. */
export function contract(): Contract {
  if (shared !== null) return shared;
  const definition = readDocument();
  // Every path ends in a slash, and one without is another path.
  const router = new OpenAPIRouter({ definition, ignoreTrailingSlashes: false });
  const validator = new OpenAPIValidator({
    definition,
    router,
    lazyCompileValidators: true,
    ajvOpts: { strict: false, allErrors: true },
    customizeAjv: (ajv) => addFormats(ajv),
  });
  shared = { router, validator };
  return shared;
}

/** The slice with every reference replaced by what it names: the validator follows none itself. */
function readDocument(): Document {
  const slice: Document = JSON.parse(readSlice());
  const schemas: Readonly<Record<string, unknown>> = slice.components?.schemas ?? {};
  const resolve = (_key: string, value: unknown): unknown => {
    const name = referenceIn(value)?.replace('#/components/schemas/', '');
    return name === undefined ? value : schemas[name];
  };
  return JSON.parse(JSON.stringify(slice, resolve));
}

function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return undefined;
  return typeof value.$ref === 'string' ? value.$ref : undefined;
}
