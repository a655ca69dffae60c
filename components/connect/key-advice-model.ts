import { signal } from '@preact/signals';
import type { KeyAdvice } from '../../lib/messages/replies.ts';
import { ask } from '../data/ask-background.ts';
import type { Form, Problem } from './connect-types.ts';

/** What the server said about a key, with the form that was tried. */
export interface Advice extends KeyAdvice {
  readonly form: Form;
}

/** After a try, asks the server what it knows about the key. Learning nothing is no failure. */
export function createKeyAdvice() {
  const advice = signal<Advice | null>(null);
  let turn = 0;
  return {
    advice,
    clear(): void {
      turn += 1;
      advice.value = null;
    },
    async look(form: Form, problem: Problem | null): Promise<void> {
      if (problem && !isAboutNames(problem)) return;
      turn += 1;
      const mine = turn;
      const reply = await ask({ type: 'connection/advise', ...form });
      if (mine !== turn || !('schools' in reply)) return;
      // When the connection works, the learner has no school to choose.
      advice.value = { ...reply, schools: problem ? reply.schools : [], form };
    },
  };
}

export type KeyAdviceModel = ReturnType<typeof createKeyAdvice>;

/** Whether the key may be right, and the school or the username wrong. */
function isAboutNames(problem: Problem): boolean {
  if (problem.kind === 'field') return problem.field === 'org';
  return problem.kind === 'status' && (problem.status === 403 || problem.status === 404);
}
