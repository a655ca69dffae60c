import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';

/* An extension of its own name for the browser, and a policy for it as the browser's file has it. */

interface OwnId {
  readonly id: string;
  /** What makes the copy of the build have it. */
  readonly manifest: object;
  /** What stands for it in the documentation's files. */
  readonly placeholder: string;
}

/** Drawn by lot: no other browser on this machine has an extension of this id. */
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

/** As Chromium names an extension: half a hash of its public key, with the letters a to p for digits. */
export function idOfKey(key: Buffer): string {
  const hex = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return Array.from(hex, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16))).join('');
}

export const setFor = (kind: 'chromium' | 'firefox', id: string, policy: object): object =>
  kind === 'chromium'
    ? { '3rdparty': { extensions: { [id]: policy } } }
    : { policies: { '3rdparty': { Extensions: { [id]: policy } } } };
