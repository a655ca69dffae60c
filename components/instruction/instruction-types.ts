import type { InstructionField } from '../../lib/ibl/instruction/fields.ts';
import type { Trouble } from '../data/ask-background.ts';

export type Reading = 'loading' | 'read' | Trouble;
export type Saving =
  | { readonly kind: 'idle' | 'saving' | 'saved' | 'nothingNew' }
  /** `edited`: the fields that the learner changed since. */
  | {
      readonly kind: 'failed';
      readonly why: Trouble;
      readonly edited: ReadonlySet<InstructionField>;
    }
  | { readonly kind: 'differs'; readonly fields: readonly InstructionField[] };

/** The last change of several fields, with the texts that it replaced. `undo` restores them. */
export interface Step {
  readonly kind: 'discarded' | 'cleared' | 'added' | 'mine' | 'theirs';
  readonly back: Partial<Record<InstructionField, string>>;
}
