/** Stands in for WXT's content script context in the build: see wxt.config.ts. */
export class ContentScriptContext {}
