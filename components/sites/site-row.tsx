import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ListedSite } from '../../lib/messages/replies.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { messageName } from '../ui/message-name.ts';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { siteName } from '../ui/names.ts';
import { pausedUntil } from './pause-text.ts';
import type { SitesModel } from './sites-model.ts';
import { wordsOfSites } from './sites-text.ts';
import { counted } from '../ui/words/plural.ts';

/** Who added the site; null if Waypoint itself knows it. */
const FROM: Record<ListedSite['from'], (() => string) | null> = {
  waypoint: null,
  learner: () => i18n.t('sites.added'),
  organization: () => i18n.t('policy.set'),
};

interface Props {
  readonly site: ListedSite;
  /** The school that the site's places go to; null if there is only one school. */
  readonly goesTo: string | null;
  readonly model: SitesModel;
  readonly remove: () => void;
}

export function SiteRow({ site, goesTo, model, remove }: Props) {
  const { origin, state } = site;
  const problem = model.problem.value;
  const buttons = useRef<HTMLDivElement>(null);

  useRestoreFocus(state, () => buttons.current?.querySelector('button'));

  return (
    <>
      <div class="site__head">
        <Said site={site} goesTo={goesTo} />
        <Accounts site={site} model={model} />
      </div>
      <div class="row" ref={buttons}>
        <FollowOrPause site={site} model={model} />
        <TurnOffOrRemove site={site} model={model} remove={remove} />
      </div>
      <p role="alert" class="field__said field__said--wrong">
        {problem?.at === origin && <Sentence {...wordsOfSites(problem)} />}
      </p>
    </>
  );
}

const nameIdOf = ({ origin }: ListedSite): string => `site-${origin}`;

/** Shows the name of the site and its state. */
function Said({ site, goesTo }: Pick<Props, 'site' | 'goesTo'>) {
  const { origin, from, state } = site;
  return (
    <>
      <p id={nameIdOf(site)} class="site__name">
        <bdi>{siteName(origin)}</bdi>
        {FROM[from] && state !== 'from-file' && <span class="quiet"> {FROM[from]()}</span>}
      </p>
      <p class={`site__state site__state--${state}`} data-testid="site-state" data-state={state}>
        {state === 'paused' ? pausedUntil(site) : i18n.t(`sites.state.${messageName(state)}`)}
      </p>
      {goesTo !== null && (
        <p class="quiet" data-testid="site-school">
          <Sentence text={i18n.t('schools.placesGoTo', [MARK])} values={[goesTo]} />
        </p>
      )}
      {state !== 'followed' && state !== 'off' && (
        <p class="hint">{i18n.t(`sites.advice.${messageName(state)}`)}</p>
      )}
    </>
  );
}

function Accounts({ site, model }: Pick<Props, 'site' | 'model'>) {
  const { origin, accounts } = site;
  if (accounts === 0) return <p class="hint">{i18n.t('sites.noNames')}</p>;
  if (accounts === null || accounts === 1) return null;
  return (
    <p class="hint" data-testid="site-accounts">
      {counted('sites.yourAccounts', accounts)}{' '}
      <button
        type="button"
        aria-describedby={nameIdOf(site)}
        onClick={() => void model.askAgain(origin)}
      >
        {i18n.t('sites.askAgain')}
      </button>
    </p>
  );
}

function FollowOrPause({ site, model }: Pick<Props, 'site' | 'model'>) {
  const { origin, state } = site;
  const id = nameIdOf(site);
  if (state === 'followed' || state === 'paused') {
    return (
      <button
        type="button"
        class={state === 'paused' ? 'primary' : ''}
        aria-describedby={id}
        onClick={() => void model.pause(origin, state === 'followed')}
      >
        {state === 'paused' ? i18n.t('now.resume') : i18n.t('now.pause')}
      </button>
    );
  }
  return (
    <button
      type="button"
      class={state === 'off' ? '' : 'primary'}
      aria-describedby={id}
      onClick={() => void model.follow(origin)}
    >
      {state === 'off' ? i18n.t('sites.follow') : i18n.t('sites.allow')}
    </button>
  );
}

function TurnOffOrRemove({ site, model, remove }: Omit<Props, 'goesTo'>) {
  const { origin, state, stays } = site;
  if (state !== 'off' && state !== 'from-file') {
    return (
      <ConfirmButton
        label={i18n.t('sites.turnOff')}
        question={i18n.t('sites.turnOffAsk', [siteName(origin)])}
        tick={i18n.t('sites.forget')}
        onConfirm={(forget) => void model.turnOff(origin, forget)}
      />
    );
  }
  if (stays) return null;
  return (
    <button type="button" aria-describedby={nameIdOf(site)} onClick={remove}>
      {i18n.t('sites.remove')}
    </button>
  );
}
