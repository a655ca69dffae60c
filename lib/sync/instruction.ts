import { readInstruction, saveInstruction, type Fields } from '../ibl/custom-instruction.ts';
import {
  INSTRUCTION_FIELDS,
  PROFESSION_LIMIT,
  type InstructionField,
} from '../ibl/instruction-fields.ts';
import type { Done, Replies } from '../messages.ts';
import { instructionOf } from '../store/cache.ts';
import { readDrafts, removeDrafts } from '../store/drafts.ts';
import { stayAwake } from './awake.ts';
import { currentConnection, wireOf } from './connection.ts';
import type { Ledger } from './ledger.ts';

const NOT_CONNECTED = { ok: false, why: { kind: 'not-connected' } } as const;

/** Reads the instruction from the server into the store. */
export async function refreshInstruction(ledger: Ledger): Promise<Done> {
  const connection = await currentConnection();
  const wire = connection && (await wireOf(connection, ledger));
  if (!connection || !wire) return NOT_CONNECTED;
  const answer = await stayAwake(() => readInstruction(wire));
  if (!answer.ok) return { ok: false, why: answer.fault };
  await instructionOf(connection.id).write(answer.body);
  return { ok: true };
}

/** Saves edited fields, the others as the server has them now, and drops the drafts of what it kept. */
export async function storeInstruction(
  ledger: Ledger,
  edits: Fields,
): Promise<Replies['instruction/save']> {
  if (Array.from(edits.profession ?? '').length > PROFESSION_LIMIT) {
    return { ok: false, why: { kind: 'too-long', field: 'profession', most: PROFESSION_LIMIT } };
  }
  const connection = await currentConnection();
  const wire = connection && (await wireOf(connection, ledger));
  if (!connection || !wire) return NOT_CONNECTED;
  const answer = await stayAwake(async () => {
    const known = await readInstruction(wire);
    return known.ok ? await saveInstruction(wire, known.body, edits) : known;
  });
  if (!answer.ok) return { ok: false, why: answer.fault };
  await instructionOf(connection.id).write(answer.body.now);
  const differing: readonly InstructionField[] =
    answer.body.kind === 'differs' ? answer.body.fields : [];
  await dropDrafts(connection.id, edits, differing);
  return answer.body.kind === 'saved'
    ? { ok: true }
    : { ok: false, why: { kind: 'differs', fields: differing } };
}

/** A draft that was typed on while the save ran is newer than what was saved: it stays. */
async function dropDrafts(
  connectionId: string,
  saved: Fields,
  differing: readonly InstructionField[],
): Promise<void> {
  const drafts = await readDrafts(connectionId);
  const done = INSTRUCTION_FIELDS.filter(
    (field) => field in saved && drafts[field] === saved[field] && !differing.includes(field),
  );
  await removeDrafts(connectionId, done);
}
