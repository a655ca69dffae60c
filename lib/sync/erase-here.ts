import { browser } from '../browser.ts';
import { SITE_HOSTS } from '../edx/hosts.ts';
import { API_HOSTS } from '../ibl/hosts.ts';
import { memoryListOf } from '../store/cache.ts';
import { removeOtherExportFiles } from '../store/chat-exports.ts';
import { forgetAtHand } from '../store/drafts.ts';
import { erasures, type ErasePart } from '../store/erasure.ts';
import { removeAllKeys } from '../store/keys.ts';
import { readRecords } from '../store/records.ts';
import { patternOf } from './access.ts';
import type { Ledger } from './ledger.ts';
import { registerReaders, sortReaders } from './readers.ts';
import { forget } from './record.ts';

/**
 * After a server's part: what this browser knows of the deleted rows goes too, and what waited for
 * them; only a newer place makes them anew.
 */
export async function forgetErased(
  ledger: Ledger,
  connectionId: string,
  part: ErasePart,
  since: number,
): Promise<void> {
  const now = await erasures.read();
  const left = new Set(
    now?.failed.flatMap(({ account, part: of, what }) =>
      account.id === connectionId && of === part ? [what] : [],
    ),
  );
  await ledger.alone(async () => {
    const item = memoryListOf(connectionId);
    const list = await item.read();
    const rows = list?.rows.flatMap((row) => {
      if (left.has(row.courseKey)) return [row];
      const rest = part === 'waypoint' ? { ...row, ours: null } : { ...row, edx: null };
      return rest.ours || rest.edx ? [rest] : [];
    });
    if (list && rows) await item.write({ ...list, rows });
  });
  if (part === 'school') return;
  for (const course of (await readRecords(connectionId)).keys()) {
    if (!left.has(course)) await ledger.record(connectionId, course, (old) => forget(old, since));
  }
}

/**
 * Takes away all that is kept in this browser but how the delete goes. The secrets first: a worker that
 * is stopped in between begins again, and each step may be done twice.
 */
export async function eraseHere(ledger: Ledger): Promise<void> {
  await ledger.alone(async () => {
    await removeAllKeys();
    await removeOtherExportFiles(null);
    forgetAtHand();
    const all = Object.keys(await browser.storage.local.get(null));
    await browser.storage.local.remove(all.filter((key) => key !== erasures.key));
    await browser.storage.session.clear();
    // Of the added sites none is known any more.
    await registerReaders();
  });
  await sortReaders(false);
  await giveAllBack();
}

/** Every access that the learner gave, but what the manifest has. */
async function giveAllBack(): Promise<void> {
  const manifest = new Set(
    [...SITE_HOSTS, ...API_HOSTS].map((host) => patternOf(`https://${host}`)),
  );
  const { origins = [] } = await browser.permissions.getAll();
  for (const origin of origins.filter((one) => !manifest.has(one))) {
    // One that a policy or the manifest gave cannot be given back.
    await browser.permissions.remove({ origins: [origin] }).catch(() => undefined);
  }
}
