/** Replaces WXT's content script context in the build and does nothing: see wxt.config.ts. */
export function ContentScriptContext(): void {}
