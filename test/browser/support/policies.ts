import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';

/*
 * Gives the extension an id of its own, and writes a policy for it in the form of the browser's
 * file.
 */

interface OwnId {
  readonly id: string;
  /** The part of the manifest that gives the copy of the build this id. */
  readonly manifest: object;
  /** The id that stands for it in the documentation's files. */
  readonly placeholder: string;
}

/** Returns a random id, so that no other browser on this machine has an extension of this id. */
export function ownId(kind: 'chromium' | 'firefox'): OwnId {
  if (kind === 'chromium') {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = publicKey.export({ type: 'spki', format: 'der' });
    return {
      id: idOfKey(key),
      manifest: { key: key.toString('base64') },
      placeholder: 'EXTENSION_ID',
    };
  }
  const id = `{${randomUUID()}}`;
  return {
    id,
    manifest: { browser_specific_settings: { gecko: { id, strict_min_version: '147.0' } } },
    placeholder: '{5f0c9c5e-7d1b-4c1e-9a3f-2b8f7c1d4e60}',
  };
}

/**
 * Returns Chromium's name for an extension: half a hash of its public key, in the letters a to p.
 */
export function idOfKey(key: Buffer): string {
  const hex = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return Array.from(hex, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16))).join('');
}

export const setFor = (kind: 'chromium' | 'firefox', id: string, policy: object): object =>
  kind === 'chromium'
    ? { '3rdparty': { extensions: { [id]: policy } } }
    : { policies: { '3rdparty': { Extensions: { [id]: policy } } } };
