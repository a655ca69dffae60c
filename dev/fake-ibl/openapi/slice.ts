import { readFileSync } from 'node:fs';

/** The committed part of the official document; `cut.ts` writes it. */
export const SLICE = new URL('slice.json', import.meta.url);

export const readSlice = (): string => readFileSync(SLICE, 'utf8');
