/**
 * Writes each draft as soon as it is given, because the popup may close at any moment. If a write
 * ends before an older one, the newest draft is written again, so that it is the one that stays.
 */
export function createDraftWriter<Field extends string, Draft>(
  /** A null draft removes the field's draft. */
  write: (field: Field, draft: Draft | null) => Promise<void>,
) {
  interface State {
    draft: Draft | null;
    turn: number;
    ended: number;
    running: number;
  }
  const fields = new Map<Field, State>();

  async function put(field: Field, draft: Draft | null): Promise<void> {
    const state = fields.get(field) ?? { draft, turn: 0, ended: 0, running: 0 };
    fields.set(field, state);
    state.draft = draft;
    state.turn += 1;
    await run(field, state.turn, draft);
    while (state.running === 0 && state.ended !== state.turn) {
      await run(field, state.turn, state.draft);
    }
  }

  async function run(field: Field, turn: number, draft: Draft | null): Promise<void> {
    const state = fields.get(field);
    if (!state) return;
    state.running += 1;
    try {
      await write(field, draft);
      state.ended = turn;
    } catch (error) {
      // Ends the loop in `put`: the caller gets the error and tells the learner.
      state.ended = state.turn;
      throw error;
    } finally {
      state.running -= 1;
    }
  }

  return {
    put,
    /** True while a write of the field is on its way. */
    isBusy: (field: Field): boolean => (fields.get(field)?.running ?? 0) > 0,
  };
}
