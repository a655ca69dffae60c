export const NAME_PREFIX = 'edx-context-';

/**
 * Returns the name of a course's memory: `edx-context-`, the readable part of the key (at most 60
 * characters), `-`, and the first 10 hex digits of the key's SHA-256. Uses only `[a-z0-9-]`,
 * because the name also stands in a path. The digits tell apart two keys with the same readable
 * part.
 */
export async function memoryName(courseKey: string): Promise<string> {
  const readable = courseKey
    .replace(/^[a-z0-9-]+:/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(courseKey));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
  return `${NAME_PREFIX}${readable}-${hex.join('').slice(0, 10)}`;
}
