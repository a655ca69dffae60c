import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { findBrowser } from '../../../../dev/browser/find-browser.ts';
import { idOfKey } from '../policies.ts';

/* Packs the build into one file, as a school would have it on its own server. */

/** A key for the versions of one packed extension, and the id that Chromium makes of the key. */
export interface PackingKey {
  readonly id: string;
  readonly pem: string;
}

export function newPackingKey(): PackingKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    id: idOfKey(publicKey.export({ type: 'spki', format: 'der' })),
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Lets Chromium pack a folder with a key. */
export function packForChromium(folder: string, { pem }: PackingKey): Buffer {
  const key = `${folder}.pem`;
  writeFileSync(key, pem);
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profile = `--user-data-dir=${folder}.profile`;
  const pack = [`--pack-extension=${folder}`, `--pack-extension-key=${key}`];
  const program = findBrowser('chromium');
  execFileSync(program, ['--headless=new', ...root, profile, ...pack], { stdio: 'ignore' });
  const crx = readFileSync(`${folder}.crx`);
  for (const end of ['pem', 'crx', 'profile']) rmSync(`${folder}.${end}`, { recursive: true });
  return crx;
}

/** Packs a folder into an uncompressed zip file, which Firefox accepts. */
export function packForFirefox(folder: string): Buffer {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = all.filter((name) => statSync(join(folder, name)).isFile());
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const data = readFileSync(join(folder, file));
    const name = Buffer.from(file.replaceAll('\\', '/'));
    // Version, flags, method, time, date (1 January 1980), checksum, both sizes, lengths of the
    // names.
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x21, 8);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, name, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), about, rest, name]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, index, end]);
}
