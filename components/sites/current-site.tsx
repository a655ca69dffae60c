import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { messageName } from '../ui/message-name.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { clock, until } from '../ui/time.tsx';
import type { CurrentSiteModel } from './current-site-model.ts';
import { siteName } from '../ui/names.ts';
import { Message } from '../ui/message.tsx';
import { counted } from '../ui/words/plural.ts';

/** Shows the question about the site in front, and the sites that Waypoint may no longer read. */
export function CurrentSite({ model }: { model: CurrentSiteModel }) {
  const site = model.unfollowed.value;
  const lacking = model.lacking.value;
  const pausedUntil = site?.pausedUntil ?? null;
  const end = pausedUntil && until(pausedUntil, clock.value);
  return (
    <>
      {site && (
        <Question
          model={model}
          onYes={() => void (site.state === 'paused' ? model.resume : model.follow)(site.origin)}
          yes={site.state === 'paused' ? i18n.t('now.resume') : i18n.t('sites.followHere')}
          tone="quiet"
        >
          <p>
            <Sentence
              text={
                end === null
                  ? i18n.t(`sites.here.${messageName(site.state)}`, [MARK])
                  : i18n.t('sites.herePausedUntil', [MARK, MARK_2])
              }
              values={[siteName(site.origin), end]}
            />
          </p>
          {['new', 'from-file'].includes(site.state) && <p>{i18n.t('sites.looksLikeAdvice')}</p>}
        </Question>
      )}
      {model.isKeptOut.value && (
        <Message tone="stop" data-testid="kept-out">
          <p>{i18n.t('sites.keptOut')}</p>
          <p>{i18n.t('sites.keptOutAdvice')}</p>
        </Message>
      )}
      {lacking.length > 0 && (
        <Question
          model={model}
          onYes={() => void model.allow(lacking)}
          yes={i18n.t('sites.allow')}
          tone="stop"
        >
          <p>{counted('sites.mayNotRead', lacking.length)}</p>
          <ul class="plain">
            {lacking.map((origin) => (
              <li key={origin}>
                <bdi>{siteName(origin)}</bdi>
              </li>
            ))}
          </ul>
          <p>{i18n.t('sites.mayNotReadAdvice')}</p>
        </Question>
      )}
    </>
  );
}

interface Props {
  readonly model: CurrentSiteModel;
  readonly tone: 'quiet' | 'stop';
  readonly onYes: () => void;
  /** The text of the button. */
  readonly yes: string;
  readonly children: ComponentChildren;
}

function Question({ model, tone, onYes, yes, children }: Props) {
  const problem = model.problem.value;
  return (
    <Message tone={tone} data-testid="site-question">
      {children}
      <p role="alert">
        {problem &&
          (problem === 'refused' ? i18n.t('sites.refusedHere') : i18n.t('fault.no_answer'))}
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={onYes}>
          {yes}
        </button>
      </div>
    </Message>
  );
}
