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

/**
 * Returns the router and the validator of the document. They are made once: validators are compiled
 * on first use, and kept.
 */
export function contract(): Contract {
  if (shared !== null) return shared;
  const definition = readDocument();
  // Every path ends in a slash; without the slash it is another path.
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

/**
 * Returns the slice with every reference replaced by what it names, because the validator follows
 * no references.
 */
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
