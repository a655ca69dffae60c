import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { dayOf } from '../ui/dates.ts';
import type { IconName } from '../ui/icon.tsx';
import { messageName } from '../ui/message-name.ts';
import { MARK, Sentence, type Phrase } from '../ui/sentence.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import type { Offer } from './look-for-sign-in.ts';
import type { SignInModel } from './sign-in-model.ts';
import { SignInQuestion } from './sign-in-question.tsx';
import { siteName } from '../ui/names.ts';
import { clock } from '../ui/time.tsx';
import { Message } from '../ui/message.tsx';

/** Shows the sign-in in front of the learner, or the one in use that is about to end. */
export function SignIn({ model }: { model: SignInModel }) {
  const offer = model.offer.value;
  const ending = model.ending.value;
  if (offer?.kind === 'ready') {
    return (
      <SignInQuestion
        key={offer.page}
        offer={offer}
        searched={false}
        onCancel={() => model.dismiss()}
      />
    );
  }
  if (offer) return <NoOffer offer={offer} model={model} />;
  if (!ending || ending.expires === null) return null;
  const isOver = ending.expires < clock.value;
  const line: Phrase = {
    text: i18n.t(isOver ? 'signIn.ended' : 'signIn.ends', [MARK]),
    values: [dayOf(ending.expires, clock.value)],
  };
  if (!isOver) {
    return (
      <p class="quiet" data-testid="sign-in">
        <Sentence {...line} />{' '}
        <a
          href={ending.page}
          target="_blank"
          rel="noreferrer"
          title={i18n.t('signIn.endsAdvice', [siteName(ending.page)])}
        >
          {i18n.t('now.signIn')}
        </a>
      </p>
    );
  }
  return (
    <SignInBox icon="wait" line={line}>
      <p>
        <Sentence text={i18n.t('signIn.endsAdvice', [MARK])} values={[siteName(ending.page)]} />
      </p>
      <div class="row">
        <LinkButton primary page={ending.page} text={i18n.t('now.signIn')} />
      </div>
    </SignInBox>
  );
}

type Barren = Exclude<Offer, { readonly kind: 'ready' }>;

/** Shows why Waypoint cannot take a sign-in from this ibl.ai page. */
function NoOffer({ offer, model }: { offer: Barren; model: SignInModel }) {
  const username = offer.kind === 'no-school' ? offer.username : null;
  return (
    <SignInBox line={lineOf(offer)}>
      <p>{i18n.t(`signIn.${messageName(offer.kind)}.advice`)}</p>
      <div class="row">
        <button type="button" onClick={() => void model.openForm(username)}>
          {i18n.t('signIn.form')}
        </button>
      </div>
    </SignInBox>
  );
}

function lineOf(offer: Barren): Phrase {
  if (offer.kind === 'no-school') {
    return { text: i18n.t('signIn.no_school.line', [MARK]), values: [offer.username] };
  }
  return { text: i18n.t(`signIn.${messageName(offer.kind)}.line`) };
}

interface BoxProps {
  readonly line: Phrase;
  readonly icon?: IconName;
  readonly children: ComponentChildren;
}

function SignInBox({ line, icon = 'quiet', children }: BoxProps) {
  return (
    <Message icon={icon} data-testid="sign-in">
      <p>
        <Sentence {...line} />
      </p>
      {children}
    </Message>
  );
}
