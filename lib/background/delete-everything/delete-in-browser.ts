import { store } from '../../store/core/storage-area.ts';
import { SITE_HOSTS } from '../../edx/sites/hosts.ts';
import { API_HOSTS } from '../../ibl/account/hosts.ts';
import { removeAccountKey } from '../../store/items/account-key.ts';
import { memoryListOf, replaceCopy } from '../../store/items/server-cache.ts';
import { removeOtherExportFiles } from '../../store/items/chat-exports.ts';
import { forgetAtHand } from '../../store/items/drafts.ts';
import { erasures, type ErasePart } from '../../store/items/delete-everything.ts';
import { removeAllKeys } from '../../store/items/api-keys.ts';
import { readRecords } from '../../store/items/outbox-records.ts';
import { isExam, tabsSeen } from '../../store/items/tabs.ts';
import { accessGiven, giveUpAccess, patternOf } from '../../domain/permissions.ts';
import { isOf } from '../deletes/request-delete.ts';
import type { Erasing } from './progress.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { registerContentScripts } from '../tabs/content-scripts.ts';
import { forget } from '../outbox/record-outcome.ts';

/**
 * Removes what this browser knows about rows that were deleted on a server, and the places that
 * waited for them. Only a newer place creates the memories again.
 */
export async function forgetErased(
  { writer, progress }: Erasing,
  connectionId: string,
  part: ErasePart,
  since: number,
): Promise<void> {
  const now = await progress.read();
  const left = new Set(
    now?.failed.flatMap(({ account, part: of, what }) =>
      account.id === connectionId && of === part ? [what] : [],
    ),
  );
  await writer.alone(async () => {
    const item = memoryListOf(connectionId);
    const list = await item.read();
    const rows = list?.rows.flatMap((row) => {
      if (left.has(row.courseKey)) return [row];
      const rest = without(part, row);
      return rest.ours || rest.edx ? [rest] : [];
    });
    if (list && rows) await replaceCopy(item, { ...list, rows });
  });
  // A delete that could still be undone has nothing left to delete or to restore.
  await writer.deletes((all) =>
    all.flatMap((one) => {
      if (!isOf(connectionId)(one) || left.has(one.courseKey)) return [one];
      const rest = without(part, one);
      return rest.ours !== null || rest.edx !== null ? [rest] : [];
    }),
  );
  if (part === 'school') return;
  for (const course of (await readRecords(connectionId)).keys()) {
    if (!left.has(course)) await writer.record(connectionId, course, (old) => forget(old, since));
  }
}

const without = <T extends { readonly ours: unknown; readonly edx: unknown }>(
  part: ErasePart,
  one: T,
) => (part === 'waypoint' ? { ...one, ours: null } : { ...one, edx: null });

/**
 * Removes everything that this browser keeps, except the progress of the delete and which tabs show
 * an exam. A worker that is stopped in between starts again, so each step may run twice.
 * @param rested resolves when no request is under way
 */
export async function eraseHere(writer: StateWriter, rested: () => Promise<void>): Promise<void> {
  await writer.alone(removeAll);
  // Earlier requests may have stored something since. Without a key, no further request is sent.
  await rested();
  await writer.alone(removeAll);
  // The added sites are not known any more, so their content scripts go too.
  writer.tellPages(registerContentScripts);
  await giveAllBack();
}

/** Removes what is stored, the secrets first. */
async function removeAll(): Promise<void> {
  await removeAllKeys();
  await removeAccountKey();
  await removeOtherExportFiles([]);
  forgetAtHand();
  const all = await store.local.keys();
  await store.local.remove(all.filter((key) => key !== erasures.key));
  const exams = (await tabsSeen.read()).tabs.filter(({ seen }) => isExam(seen));
  await store.session.clear();
  // An exam goes on. Without this write, the exam would block no send once the learner connects
  // again.
  if (exams.length > 0) await tabsSeen.write({ tabs: exams });
}

/** Gives up every access that the learner granted. The access of the manifest stays. */
async function giveAllBack(): Promise<void> {
  const manifest = new Set(
    [...SITE_HOSTS, ...API_HOSTS].map((host) => patternOf(`https://${host}`)),
  );
  const given = await accessGiven();
  await Promise.all(given.filter((one) => !manifest.has(one)).map(giveUpAccess));
}
