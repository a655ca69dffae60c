import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { askToReach } from '../../lib/domain/permissions.ts';
import { ask } from '../data/ask-background.ts';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import type { Ready } from './sign-in-model.ts';
import { SignInConfirm } from './sign-in-confirm.tsx';
import { wordsOfSignIn, type SignInProblem } from './sign-in-text.ts';
import { Message } from '../ui/message.tsx';

type Stage =
  | { readonly kind: 'offered'; readonly problem: SignInProblem | null }
  | { readonly kind: 'asking' }
  | { readonly kind: 'taking' }
  | { readonly kind: 'done' };

/** Offers to connect with a sign-in, asks for confirmation, and shows the result. */
export function SignInOffer({ offer }: { offer: Ready }) {
  const [stage, setStage] = useState<Stage>({ kind: 'offered', problem: null });
  const start = useRef<HTMLButtonElement>(null);
  const names = [offer.username, offer.org];

  useRestoreFocus(stage.kind, () => start.current);

  async function take(): Promise<void> {
    const { page, base, org, username } = offer;
    // Must come first: the browser refuses to ask the learner after any wait. It does not ask if
    // Waypoint has access, or for ibl.ai's own server. If the learner refuses, the worker's answer
    // says so.
    const asked = askToReach(base);
    setStage({ kind: 'taking' });
    await asked.catch(() => undefined);
    const reply = await ask({ type: 'sign-in/take', page, base, org, username });
    setStage(reply.ok ? { kind: 'done' } : { kind: 'offered', problem: reply.why });
  }

  const done = stage.kind === 'done';
  const problem = stage.kind === 'offered' ? stage.problem : null;
  const words = problem && wordsOfSignIn(problem, offer);
  return (
    <Message tone={done ? 'good' : 'quiet'} data-testid="sign-in">
      <p role="status">
        <Sentence text={lineOf(done, offer.renews)} values={names} />
      </p>
      {done && <p>{i18n.t('signIn.doneAdvice')}</p>}
      {stage.kind === 'offered' && !offer.renews && <p>{i18n.t('signIn.offerAdvice')}</p>}
      <div role="alert" data-testid="sign-in-error">
        {words && (
          <Message tone="stop">
            <p>
              <Sentence {...words.phrase} />
            </p>
            {words.serverWords && (
              <p class="server-words" dir="auto">
                {i18n.t('common.serverSaid', [words.serverWords])}
              </p>
            )}
          </Message>
        )}
      </div>
      {stage.kind === 'offered' && (
        <div class="row">
          <button
            type="button"
            class="primary"
            ref={start}
            onClick={() => setStage({ kind: 'asking' })}
          >
            {i18n.t(offer.renews ? 'signIn.renew' : 'signIn.connect')}
          </button>
        </div>
      )}
      {(stage.kind === 'asking' || stage.kind === 'taking') && (
        <SignInConfirm
          offer={offer}
          busy={stage.kind === 'taking'}
          onYes={() => void take()}
          onCancel={() => setStage({ kind: 'offered', problem: null })}
        />
      )}
    </Message>
  );
}

function lineOf(done: boolean, renews: boolean): string {
  if (done) return i18n.t('signIn.done', [MARK, MARK_2]);
  return i18n.t(renews ? 'signIn.offerAgain' : 'signIn.offer', [MARK, MARK_2]);
}
