import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { askToReach } from '../../lib/domain/permissions.ts';
import { ask } from '../data/ask-background.ts';
import { Message } from '../ui/message.tsx';
import { schoolLabel } from '../ui/names.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import type { Ready } from './look-for-sign-in.ts';
import { SignInConfirm } from './sign-in-confirm.tsx';
import { wordsOfSignIn, type SignInProblem } from './sign-in-text.ts';
import { ServerSaid } from '../ui/server-said.tsx';

type Stage =
  | { readonly kind: 'asking'; readonly problem: SignInProblem | null }
  | { readonly kind: 'taking' }
  | { readonly kind: 'done' };

interface Props {
  readonly offer: Ready;
  /** Whether the sign-in is the one that the learner's search found, not that of the page in front. */
  readonly searched: boolean;
  readonly onCancel: () => void;
}

/** Asks whether to connect with a sign-in, and shows the result. */
export function SignInQuestion({ offer, searched, onCancel }: Props) {
  const [stage, setStage] = useState<Stage>({ kind: 'asking', problem: null });
  const problem = stage.kind === 'asking' ? stage.problem : null;
  const words = problem && wordsOfSignIn(problem, offer);

  async function take(): Promise<void> {
    const { page, base, org, username } = offer;
    // Must come first: the browser refuses to ask the learner after any wait. It does not ask if
    // Waypoint has access, or for ibl.ai's own server. If the learner refuses, the worker's answer
    // says so.
    const asked = askToReach(base);
    setStage({ kind: 'taking' });
    await asked.catch(() => undefined);
    const reply = await ask({ type: 'sign-in/take', page, base, org, username, searched });
    setStage(reply.ok ? { kind: 'done' } : { kind: 'asking', problem: reply.why });
  }

  if (stage.kind === 'done') {
    return (
      <Message tone="good" data-testid="sign-in">
        <p role="status">
          <Sentence
            text={i18n.t('signIn.done', [MARK, MARK_2])}
            values={[offer.username, schoolLabel(offer)]}
          />
        </p>
        <p>{i18n.t('signIn.doneAdvice')}</p>
      </Message>
    );
  }
  return (
    <Message icon="plug" data-testid="sign-in">
      <SignInConfirm
        offer={offer}
        busy={stage.kind === 'taking'}
        focus={searched}
        onYes={() => void take()}
        onCancel={onCancel}
      >
        <div role="alert" data-testid="sign-in-error">
          {words && (
            <Message tone="stop">
              <p>
                <Sentence {...words.phrase} />
              </p>
              {words.serverWords && <ServerSaid words={words.serverWords} />}
            </Message>
          )}
        </div>
      </SignInConfirm>
    </Message>
  );
}
