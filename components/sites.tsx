import { useEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ListedSite } from '../lib/messages/replies.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { MARK, Sentence } from './sentence.tsx';
import { siteName } from './site-name.ts';
import { createSites, type SitesModel } from './sites-model.ts';
import { TextField } from './text-field.tsx';
import { wordsOfSites } from './words-sites.ts';

/** The sites that are followed or could be, and a line to add another one. */
export function Sites({ goesTo }: { goesTo: (origin: string) => string | null }) {
  const model = useMemo(createSites, []);
  const rows = useRef<HTMLUListElement>(null);
  /** Where in the list the row stands that is being taken away. */
  const gone = useRef<number | null>(null);
  const list = model.list.value;

  useEffect(() => {
    // The button that was pressed went with its row: on to the next one, or to the last.
    if (gone.current !== null && document.activeElement === document.body) {
      const left = rows.current?.children;
      (left?.[gone.current] ?? left?.[left.length - 1])?.querySelector('button')?.focus();
    }
    gone.current = null;
  }, [list?.length]);

  if (!list) return null;
  return (
    <>
      <p>{i18n.t('sites.about')}</p>
      <ul class="plain rows" aria-label={i18n.t('sites.list')} ref={rows}>
        {list.map((site, at) => (
          <li key={site.origin} class="site" data-testid="site" data-site={site.origin}>
            <SiteRow
              site={site}
              goesTo={goesTo(site.origin)}
              model={model}
              remove={() => {
                gone.current = at;
                void model.remove(site.origin);
              }}
            />
          </li>
        ))}
      </ul>
      <AddSite model={model} />
    </>
  );
}

/** Who brought it, where that is not Waypoint itself. */
const FROM: Record<ListedSite['from'], (() => string) | null> = {
  waypoint: null,
  learner: () => i18n.t('sites.added'),
  organization: () => i18n.t('policy.set'),
};

const STATES: Record<ListedSite['state'], () => string> = {
  followed: () => i18n.t('sites.followed'),
  paused: () => i18n.t('sites.paused'),
  off: () => i18n.t('sites.off'),
  'from-file': () => i18n.t('sites.fromFile'),
  'needs-access': () => i18n.t('sites.needsAccess'),
};

function SiteRow({
  site: { origin, from, stays, state, accounts },
  goesTo,
  model,
  remove,
}: {
  site: ListedSite;
  /** The school that its places go to, where there are several. */
  goesTo: string | null;
  model: SitesModel;
  remove: () => void;
}) {
  const id = `site-${origin}`;
  const problem = model.problem.value;
  const buttons = useRef<HTMLDivElement>(null);
  const before = useRef(state);

  useEffect(() => {
    // The button that was pressed is gone with the old state.
    if (before.current !== state && document.activeElement === document.body) {
      buttons.current?.querySelector('button')?.focus();
    }
    before.current = state;
  }, [state]);

  return (
    <>
      <div class="site__head">
        <p id={id} class="site__name">
          <bdi>{siteName(origin)}</bdi>
          {FROM[from] && state !== 'from-file' && <span class="quiet"> {FROM[from]()}</span>}
        </p>
        <p class={`site__state site__state--${state}`} data-testid="site-state" data-state={state}>
          {STATES[state]()}
        </p>
        {goesTo !== null && (
          <p class="quiet" data-testid="site-school">
            <Sentence text={i18n.t('schools.placesGoTo', [MARK])} values={[goesTo]} />
          </p>
        )}
        {state === 'paused' && <p class="hint">{i18n.t('sites.pausedAdvice')}</p>}
        {state === 'needs-access' && <p class="hint">{i18n.t('sites.needsAccessAdvice')}</p>}
        {state === 'from-file' && <p class="hint">{i18n.t('sites.fromFileAdvice')}</p>}
        {accounts === 0 && <p class="hint">{i18n.t('sites.noNames')}</p>}
        {accounts !== null && accounts > 1 && (
          <p class="hint" data-testid="site-accounts">
            {i18n.t('sites.yourAccounts', [String(accounts)])}{' '}
            <button type="button" aria-describedby={id} onClick={() => void model.askAnew(origin)}>
              {i18n.t('sites.askAnew')}
            </button>
          </p>
        )}
      </div>
      <div class="row" ref={buttons}>
        {state === 'followed' || state === 'paused' ? (
          <button
            type="button"
            class={state === 'paused' ? 'primary' : ''}
            aria-describedby={id}
            onClick={() => void model.pause(origin, state === 'followed')}
          >
            {state === 'paused' ? i18n.t('now.resume') : i18n.t('now.pause')}
          </button>
        ) : (
          <button
            type="button"
            class={state === 'off' ? '' : 'primary'}
            aria-describedby={id}
            onClick={() => void model.follow(origin)}
          >
            {state === 'off' ? i18n.t('sites.follow') : i18n.t('sites.allow')}
          </button>
        )}
        {state === 'off' || state === 'from-file' ? (
          !stays && (
            <button type="button" aria-describedby={id} onClick={remove}>
              {i18n.t('sites.remove')}
            </button>
          )
        ) : (
          <ConfirmButton
            label={i18n.t('sites.turnOff')}
            question={i18n.t('sites.turnOffAsk', [siteName(origin)])}
            tick={i18n.t('sites.forget')}
            onConfirm={(forget) => void model.turnOff(origin, forget)}
          />
        )}
      </div>
      <p role="alert" class="field__said field__said--wrong">
        {problem?.at === origin && <Sentence {...wordsOfSites(problem)} />}
      </p>
    </>
  );
}

function AddSite({ model }: { model: SitesModel }) {
  const form = useRef<HTMLFormElement>(null);
  const problem = model.problem.value;
  const inList = model.list.value?.some(({ origin }) => origin === problem?.at);
  const said = problem && !inList ? wordsOfSites(problem) : null;
  const added = model.added.value;

  useEffect(() => {
    if (problem?.at === 'field') form.current?.querySelector('input')?.focus();
  }, [problem]);

  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        // Nothing before it that waits: see followSite.
        void model.add();
        event.preventDefault();
      }}
    >
      <TextField
        id="site-address"
        label={i18n.t('sites.add')}
        hint={i18n.t('sites.addHint')}
        error={said}
        value={model.typed.value}
        onValue={(text) => model.change(text)}
        inputMode="url"
        dir="ltr"
      >
        <button type="submit" class="primary">
          {i18n.t('sites.addButton')}
        </button>
      </TextField>
      {model.allPorts.value && <p class="hint">{i18n.t('sites.allPorts')}</p>}
      <p role="status" class="said" data-testid="site-added">
        {added !== null && (
          <Sentence text={i18n.t('sites.nowFollowed', [MARK])} values={[siteName(added)]} />
        )}
      </p>
    </form>
  );
}
