import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Length of the fixed part of what stands before each file in an archive. */
const HEAD = 30;

/** Unpacks an archive whose files are stored without compression. Fails for any other. */
export function unzip(archive: Buffer, folder: string): void {
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50;) {
    if (archive.readUInt16LE(at + 8) !== 0) throw new Error('The archive is compressed.');
    const size = archive.readUInt32LE(at + 22);
    const start = at + HEAD + archive.readUInt16LE(at + 26);
    const name = archive.toString('utf8', at + HEAD, start);
    const data = start + archive.readUInt16LE(at + 28);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), archive.subarray(data, data + size));
    at = data + size;
  }
}
