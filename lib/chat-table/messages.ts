/** The answer of the Web Worker that makes a table. The worker gets the file's bytes as a Blob. */
export type Made =
  | { readonly kind: 'table'; readonly csv: Blob; readonly messages: number }
  | { readonly kind: 'not-json' }
  /** No table can be made of the file. */
  | { readonly kind: 'failed' };
