/** From the Web Worker that makes a table, which is given the file's bytes as a Blob. */
export type Made =
  | { readonly kind: 'table'; readonly csv: Blob; readonly messages: number }
  | { readonly kind: 'not-json' }
  /** No table can be made of it. */
  | { readonly kind: 'failed' };
