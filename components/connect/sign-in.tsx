import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { dayOf } from '../ui/dates.ts';
import type { IconName } from '../ui/icon.tsx';
import { messageName } from '../ui/message-name.ts';
import { MARK, MARK_2, Sentence, type Phrase } from '../ui/sentence.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import type { Offer, SignInModel } from './sign-in-model.ts';
import { SignInOffer } from './sign-in-offer.tsx';
import { siteName } from '../ui/names.ts';
import { clock } from '../ui/time.tsx';
import { Message } from '../ui/message.tsx';

/** Shows the sign-in in front of the learner, or the one in use that is about to end. */
export function SignIn({ model }: { model: SignInModel }) {
  const offer = model.offer.value;
  const ending = model.ending.value;
  if (offer?.kind === 'ready') return <SignInOffer key={offer.page} offer={offer} />;
  if (offer) return <NoOffer offer={offer} model={model} />;
  if (!ending || ending.expires === null) return null;
  const isOver = ending.expires < clock.value;
  return (
    <SignInBox
      icon="wait"
      line={{
        text: i18n.t(isOver ? 'signIn.ended' : 'signIn.ends', [MARK]),
        values: [dayOf(ending.expires, clock.value)],
      }}
    >
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
  const names = offer.kind === 'names' ? offer : null;
  const advice = offer.kind !== 'names' ? offer.kind : offer.elsewhere ? 'elsewhere' : 'no-school';
  return (
    <SignInBox line={lineOf(offer)}>
      <p>{i18n.t(`signIn.${messageName(advice)}.advice`)}</p>
      <div class="row">
        <button
          type="button"
          onClick={() => void model.openForm(names?.org ?? null, names?.username ?? null)}
        >
          {i18n.t('signIn.form')}
        </button>
      </div>
    </SignInBox>
  );
}

function lineOf(offer: Barren): Phrase {
  if (offer.kind !== 'names') return { text: i18n.t(`signIn.${messageName(offer.kind)}.line`) };
  const { org, username } = offer;
  return org === null
    ? { text: i18n.t('signIn.nameOnly', [MARK]), values: [username] }
    : { text: i18n.t('signIn.names', [MARK, MARK_2]), values: [username, org] };
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
