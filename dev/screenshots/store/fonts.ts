import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Added to each request for a font that names neither `monospace` nor `serif`. */
const FONTS = ['Noto Sans', 'Liberation Sans'];

const isNot = (name: string) =>
  `<test qual="all" name="family" compare="not_eq"><string>${name}</string></test>`;
const added = FONTS.map((name) => `<string>${name}</string>`).join('');
const CONFIG = `<?xml version="1.0"?><fontconfig><match target="pattern">${isNot('monospace')}${isNot('serif')}<edit name="family" mode="append" binding="strong">${added}</edit></match><include>/etc/fonts/fonts.conf</include></fontconfig>`;

/**
 * Lets the browsers that this process starts on Linux use one of these fonts as that of the system.
 * Without a desktop, Linux uses DejaVu Sans, which is wider than the font of any system on which
 * people learn.
 */
export function preferFonts(): void {
  const folder = mkdtempSync(join(tmpdir(), 'waypoint-fonts-'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(file, CONFIG);
  process.env['FONTCONFIG_FILE'] = file;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
