import {
  fieldsOf,
  readInstruction,
  saveInstruction,
  type CustomInstruction,
  type Fields,
} from '../../ibl/instruction/custom-instruction.ts';
import {
  INSTRUCTION_FIELDS,
  PROFESSION_LIMIT,
  sameText,
  type InstructionField,
} from '../../ibl/instruction/fields.ts';
import type { Done, Replies } from '../../messages/replies.ts';
import { instructionOf, keepCopy, replaceCopy } from '../../store/items/server-cache.ts';
import { readDrafts, removeDrafts, writeDraft, type Drafts } from '../../store/items/drafts.ts';
import { connectionOf, takesPlaces } from '../../domain/connections.ts';
import { withClient } from '../state/api-client.ts';
import type { StateWriter } from '../state/state-writer.ts';

const NOT_CONNECTED = { ok: false, why: { kind: 'not-connected' } } as const;

/** Reads the instruction from the server into the storage. */
export async function refreshInstruction(
  writer: StateWriter,
  connectionId?: string,
): Promise<Done> {
  const connection = await connectionOf(connectionId);
  const answer = connection && (await withClient(connection, writer, readInstruction));
  if (!connection || !answer) return NOT_CONNECTED;
  if (!answer.ok) return { ok: false, why: answer.fault };
  if (!(await connectionOf(connection.id))) return NOT_CONNECTED;
  const isKept = await keepCopy(instructionOf(connection.id), answer.body);
  return isKept ? { ok: true } : { ok: false, why: { kind: 'no-room' } };
}

/**
 * Saves the edited fields, and the others as the server has them now. Removes the drafts of what
 * the server kept. Saves nothing if another device has written into an edited field since its draft
 * began.
 */
export async function storeInstruction(
  writer: StateWriter,
  edits: Drafts,
  connectionId?: string,
): Promise<Replies['instruction/save']> {
  if (Array.from(edits.profession?.text ?? '').length > PROFESSION_LIMIT) {
    return { ok: false, why: { kind: 'too-long', field: 'profession', most: PROFESSION_LIMIT } };
  }
  const connection = await connectionOf(connectionId);
  // Also write nothing to a connection that is being disconnected.
  if (!connection || !(await takesPlaces(connection.id))) return NOT_CONNECTED;
  const saved = await withClient(
    connection,
    writer,
    async (client): Promise<Replies['instruction/save']> => {
      const known = await readInstruction(client);
      if (!known.ok) return { ok: false, why: known.fault };
      if (isChanged(known.body, edits)) {
        await replaceCopy(instructionOf(connection.id), known.body);
        return { ok: false, why: { kind: 'changed' } };
      }
      const answer = await saveInstruction(client, known.body, textsOf(edits));
      if (!answer.ok) return { ok: false, why: answer.fault };
      // The connection was deleted here meanwhile, with everything else.
      if (!(await connectionOf(connection.id))) return NOT_CONNECTED;
      const { body } = answer;
      await replaceCopy(instructionOf(connection.id), body.now);
      const differing: readonly InstructionField[] = body.kind === 'differs' ? body.fields : [];
      await settleDrafts(connection.id, edits);
      await beginAnew(
        connection.id,
        { ...known.body.fields, ...textsOf(edits) },
        body.now,
        differing,
      );
      return body.kind === 'saved'
        ? { ok: true }
        : { ok: false, why: { kind: 'differs', fields: differing } };
    },
  );
  return saved ?? NOT_CONNECTED;
}

const keysOf = (edits: Drafts) => INSTRUCTION_FIELDS.filter((field) => edits[field] !== undefined);

const textsOf = (edits: Drafts): Fields =>
  Object.fromEntries(keysOf(edits).map((field) => [field, edits[field]?.text ?? '']));

/**
 * Whether an edited field is neither what its draft began with nor what the draft says, or does not
 * exist any more.
 */
function isChanged(known: CustomInstruction, edits: Drafts): boolean {
  return keysOf(edits).some((field) => {
    const { text = '', base = '' } = edits[field] ?? {};
    const now = known.fields[field] ?? '';
    if (known.exists && !fieldsOf(known.shape).includes(field)) return true;
    return !sameText(field, now, base) && !sameText(field, now, text);
  });
}

/**
 * Removes the drafts that were saved. A draft that the learner changed while the save ran is newer
 * and stays; its screen handles it.
 */
async function settleDrafts(connectionId: string, saved: Drafts): Promise<void> {
  const drafts = await readDrafts(connectionId);
  await removeDrafts(
    connectionId,
    keysOf(saved).filter((field) => drafts[field]?.text === saved[field]?.text),
  );
}

/**
 * Stores a draft for each field that the server did not keep as it was sent, based on what the
 * server has now. Such a field may not be an edited one, because a save always sends all fields.
 */
async function beginAnew(
  connectionId: string,
  sent: Fields,
  now: CustomInstruction,
  differing: readonly InstructionField[],
): Promise<void> {
  const drafts = await readDrafts(connectionId);
  for (const field of differing.filter((one) => drafts[one] === undefined)) {
    const draft = { text: sent[field] ?? '', base: now.fields[field] ?? '' };
    await writeDraft(connectionId, field, draft);
  }
}
